package mxping.metrics;

import static mxping.metrics.Samples.check;
import static mxping.metrics.Samples.host;
import static mxping.metrics.Samples.unreached;
import static mxping.metrics.Samples.well;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mxping.check.Check;
import mxping.probe.Finding;
import mxping.probe.Outcome;
import mxping.probe.Phase;
import mxping.probe.Reason;
import mxping.run.Due;
import mxping.run.Round;
import org.junit.jupiter.api.Test;

class CheckMetricsTest {
  private final Watch watch = new Watch();
  private final Check check = check("example.com", Map.of("team", "mail", "zone", "a"));

  @Test
  void beforeItsFirstRoundACheckHasNoResult() {
    watch.add(check);

    assertThat(watch.text().lines().filter(line -> line.contains("{check=\"example.com\"")))
        .containsExactlyInAnyOrder(
            "mxping_check_info{check=\"example.com\",target=\"example.com\",team=\"mail\",zone=\"a\"} 1.0",
            "mxping_check_interval_seconds{check=\"example.com\"} 60.0",
            "mxping_check_next_round_timestamp_seconds{check=\"example.com\"} 1.7723664E9",
            "mxping_rounds_total{check=\"example.com\"} 0.0",
            "mxping_rounds_skipped_total{check=\"example.com\",reason=\"throttled_locally\"} 0.0",
            "mxping_rounds_skipped_total{check=\"example.com\",reason=\"overlapped\"} 0.0",
            "mxping_rounds_skipped_total{check=\"example.com\",reason=\"missed\"} 0.0",
            "mxping_throttled_seconds_total{check=\"example.com\"} 0.0");
  }

  @Test
  void oneHostOfTwoIsEnough() {
    watch.add(check);
    watch.round(check, host("mx1.example.com", unreached()), host("mx2.example.com", well()));

    assertThat(watch.text())
        .contains("mxping_check_up{check=\"example.com\"} 1.0\n")
        .contains("mxping_check_success{check=\"example.com\"} 1.0\n")
        .contains(
            "mxping_check_result_info{check=\"example.com\",fault=\"none\",outcome=\"ok\",phase=\"ehlo\",reason=\"none\"} 1.0\n")
        .contains("mxping_check_hosts{check=\"example.com\"} 2.0\n")
        .contains("mxping_check_hosts_up{check=\"example.com\"} 1.0\n")
        .contains("mxping_mx_preference{check=\"example.com\",mx=\"mx1.example.com\"} 10.0\n")
        .contains("mxping_resolve_seconds{check=\"example.com\"} 0.012\n")
        .contains("mxping_resolve_success{check=\"example.com\"} 0.0\n")
        .contains("mxping_rounds_total{check=\"example.com\"} 1.0\n")
        .contains("mxping_throttled_seconds_total{check=\"example.com\"} 1.5\n")
        .contains("mxping_failures_total{check=\"example.com\",reason=\"no_address\"} 1.0\n")
        .contains(
            "mxping_check_next_round_timestamp_seconds{check=\"example.com\"} 1.77236646E9\n");
  }

  @Test
  void aDomainThatDoesNotExistIsDown() {
    watch.add(check);
    watch.hostless(check, Finding.of(Phase.RESOLVE, Reason.NXDOMAIN, "no such domain"), true);

    assertThat(watch.text())
        .contains("mxping_check_up{check=\"example.com\"} 0.0\n")
        .contains("mxping_check_hosts{check=\"example.com\"} 0.0\n")
        .contains("fault=\"dns\",outcome=\"failed\",phase=\"resolve\",reason=\"nxdomain\"} 1.0\n")
        .contains("mxping_resolve_success{check=\"example.com\"} 0.0\n")
        .doesNotContain("no such domain");
  }

  @Test
  void aNullMxThatIsFineIsUpAndResolved() {
    watch.add(check);
    watch.hostless(
        check,
        new Finding(Phase.RESOLVE, Reason.NULL_MX, Outcome.OK, Optional.empty(), "null MX"),
        true);

    assertThat(watch.text())
        .contains("mxping_check_up{check=\"example.com\"} 1.0\n")
        .contains("mxping_check_success{check=\"example.com\"} 1.0\n")
        .contains("mxping_check_hosts_up{check=\"example.com\"} 0.0\n")
        .contains("mxping_resolve_success{check=\"example.com\"} 1.0\n");
  }

  @Test
  void hostsStayWhereTheDnsCouldNotTellThoughTheCheckIsDown() {
    watch.add(check);
    watch.round(check, host("mx.example.com", well()));
    watch.hostless(check, Finding.of(Phase.RESOLVE, Reason.DNS_TIMEOUT, "silence"), false);

    assertThat(watch.text())
        .contains("mxping_up{address=\"\",check=\"example.com\",family=\"any\"")
        .contains("mxping_check_up{check=\"example.com\"} 0.0\n")
        .contains("mxping_check_hosts{check=\"example.com\"} 1.0\n")
        .contains("mxping_check_hosts_up{check=\"example.com\"} 0.0\n")
        .contains("mxping_resolve_success{check=\"example.com\"} 0.0\n");
  }

  @Test
  void whereNothingIsResolvedNothingIsSaidOfIt() {
    watch.add(check);
    Round.Completed round = watch.completed(check, List.of(host("self", well())), true, List.of());
    watch.done(
        new Round.Completed(
            check,
            round.due(),
            round.ended(),
            Optional.empty(),
            round.hosts(),
            true,
            List.of(),
            List.of(),
            Duration.ZERO));

    assertThat(watch.lines("mxping_resolve_")).isEmpty();
    assertThat(watch.lines("mxping_phase_duration_seconds_count{phase=\"resolve\"")).isEmpty();
  }

  @Test
  void skippedRoundsAreCountedByReason() {
    watch.add(check);
    watch.skips(check, Reason.MISSED, 7);

    assertThat(watch.lines("mxping_rounds_skipped_total{check=\"example.com\",reason=\"missed\"}"))
        .containsExactly(
            "mxping_rounds_skipped_total{check=\"example.com\",reason=\"missed\"} 7.0");
  }

  @Test
  void theIntervalOfACronIsThatOfItsRound() {
    Check cron = Samples.cron("nightly");
    watch.history.add(
        cron, new Due(Watch.START, Watch.START.plusSeconds(600), Watch.START.plusSeconds(1200)));

    assertThat(watch.lines("mxping_check_interval_seconds"))
        .containsExactly("mxping_check_interval_seconds{check=\"nightly\"} 600.0");
  }

  @Test
  void aStaleRoundLeavesAndACheckThatIsRemovedLeavesWholly() {
    watch.add(check);
    watch.round(check, host("mx.example.com", well()));

    watch.passes(Duration.ofSeconds(165));
    assertThat(watch.text())
        .doesNotContain("mxping_check_up{")
        .doesNotContain("mxping_check_result_info{")
        .doesNotContain("mxping_check_hosts{")
        .doesNotContain("mxping_mx_preference{")
        .doesNotContain("mxping_resolve_success{")
        .contains("mxping_rounds_total{check=\"example.com\"} 1.0\n");

    watch.history.remove("example.com");
    assertThat(watch.text()).doesNotContain("example.com");
  }
}
