package mxping.metrics;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static mxping.metrics.Samples.check;
import static mxping.metrics.Samples.host;
import static mxping.metrics.Samples.offers;
import static mxping.metrics.Samples.probed;
import static mxping.metrics.Samples.reply;
import static mxping.metrics.Samples.unreached;
import static mxping.metrics.Samples.well;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import mxping.check.Check;
import mxping.probe.Reason;
import mxping.probe.RecipientResult;
import mxping.probe.Verdict;
import org.junit.jupiter.api.Test;

/** Dashboards and alert rules hang on these names. */
class FamiliesTest {
  private static final String GAUGES =
      """
      mxping_up
      mxping_success
      mxping_result_info
      mxping_duration_seconds
      mxping_phase_seconds
      mxping_reply_code
      mxping_rcpt_success
      mxping_rcpt_reply_code
      mxping_rcpt_verdict_info
      mxping_capability_info
      mxping_size_limit_bytes
      mxping_last_probe_timestamp_seconds
      mxping_last_success_timestamp_seconds
      mxping_check_up
      mxping_check_success
      mxping_check_result_info
      mxping_check_hosts
      mxping_check_hosts_up
      mxping_check_info
      mxping_check_interval_seconds
      mxping_check_next_round_timestamp_seconds
      mxping_mx_preference
      mxping_mx_disparity
      mxping_resolve_seconds
      mxping_resolve_success
      mxping_build_info
      mxping_config_last_reload_successful
      mxping_config_last_reload_success_timestamp_seconds
      mxping_checks
      mxping_probes_in_flight
      mxping_probes_waiting
      """;
  private static final String COUNTERS =
      """
      mxping_probes_total
      mxping_sessions_closed_total
      mxping_rounds_total
      mxping_rounds_skipped_total
      mxping_failures_total
      mxping_throttled_seconds_total
      mxping_internal_errors_total
      """;
  private static final String HISTOGRAMS =
      """
      mxping_probe_duration_seconds
      mxping_phase_duration_seconds
      mxping_schedule_lag_seconds
      """;

  @Test
  void everyFamilyIsThereWithItsTypeAndNoOther() {
    Map<String, String> expected = new HashMap<>();
    GAUGES.lines().forEach(name -> expected.put(name, "gauge"));
    COUNTERS.lines().forEach(name -> expected.put(name, "counter"));
    HISTOGRAMS.lines().forEach(name -> expected.put(name, "histogram"));

    assertThat(types(everything().text(), "mxping_")).isEqualTo(expected);
    assertThat(new String(everything().bytes(Exposition.PROTOBUF), ISO_8859_1))
        .contains("mxping_check_phase_duration_seconds");
  }

  @Test
  void everyFamilyHasItsHelp() {
    List<String> lines = everything().whole().lines().toList();

    for (String name : types(everything().whole(), "").keySet()) {
      assertThat(lines).anyMatch(line -> line.startsWith("# HELP " + name + " "));
    }
  }

  @Test
  void theProcessAndItsJvmAreThereToo() {
    assertThat(types(everything().whole(), ""))
        .containsEntry("jvm_memory_used_bytes", "gauge")
        .containsEntry("jvm_gc_collection_seconds", "summary")
        .containsEntry("process_cpu_seconds_total", "counter")
        .containsEntry("process_start_time_seconds", "gauge");
  }

  private static Map<String, String> types(String text, String start) {
    return text.lines()
        .filter(line -> line.startsWith("# TYPE " + start))
        .map(line -> line.split(" ", -1))
        .collect(Collectors.toMap(words -> words[2], words -> words[3]));
  }

  /** Something of everything, in two checks. */
  static Watch everything() {
    Watch watch = new Watch();
    watch.bytes(Exposition.PROTOBUF);
    Check good = check("example.com", Map.of("team", "mail"));
    Check bad = check("example.net");
    watch.add(good);
    watch.add(bad);
    watch.metrics.reloaded(true, Watch.START);
    watch.metrics.started(Duration.ofMillis(3));
    watch.round(
        good,
        host("mx1.example.com", well()),
        host(
            "mx2.example.com",
            probed(
                List.of(),
                offers("SIZE 1000", "DSN"),
                new RecipientResult(
                    "1", Verdict.ACCEPTED, Reason.NONE, Optional.of(reply(250)), ""))));
    watch.round(bad, host("mx.example.net", unreached()));
    return watch;
  }
}
