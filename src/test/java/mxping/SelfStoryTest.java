package mxping;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** A first run: the agent probes its own responder, and shows what it can say of a mail host. */
class SelfStoryTest {
  private static final String NAME_SERVER = "probe: {dns: {servers: [\"${DNS}\"]}}\n";

  @Test
  void aFirstRunShowsALiveHostWithoutAnyNetwork() throws Exception {
    String checks =
        """
        checks:
          - name: self
            self: true
            rcpt: [postmaster]
        """;

    try (var agent = AgentStory.ofOneRound("", checks)) {
      agent
          .metricsAfter(1, "self")
          .shows(
              """
              mxping_up{check="self",mx="self",family="any"} 1
              mxping_success{check="self",mx="self",family="any"} 1
              mxping_result_info{check="self",mx="self",family="any",outcome="ok",phase="rcpt",reason="none",fault="none",code="250",enhanced="2.1.5"} 1
              mxping_duration_seconds{check="self",mx="self",family="any"} *
              mxping_phase_seconds{check="self",mx="self",family="any",phase="connect"} *
              mxping_phase_seconds{check="self",mx="self",family="any",phase="greeting"} *
              mxping_phase_seconds{check="self",mx="self",family="any",phase="ehlo"} *
              mxping_phase_seconds{check="self",mx="self",family="any",phase="mail"} *
              mxping_phase_seconds{check="self",mx="self",family="any",phase="rcpt"} *
              mxping_phase_seconds{check="self",mx="self",family="any",phase="rset"} *
              mxping_phase_seconds{check="self",mx="self",family="any",phase="quit"} *
              mxping_reply_code{check="self",mx="self",family="any",phase="greeting"} 220
              mxping_reply_code{check="self",mx="self",family="any",phase="ehlo"} 250
              mxping_reply_code{check="self",mx="self",family="any",phase="mail"} 250
              mxping_reply_code{check="self",mx="self",family="any",phase="rcpt"} 250
              mxping_reply_code{check="self",mx="self",family="any",phase="rset"} 250
              mxping_reply_code{check="self",mx="self",family="any",phase="quit"} 221
              mxping_rcpt_success{check="self",mx="self",family="any",rcpt="1"} 1
              mxping_rcpt_reply_code{check="self",mx="self",family="any",rcpt="1"} 250
              mxping_rcpt_verdict_info{check="self",mx="self",family="any",rcpt="1",verdict="accepted"} 1
              mxping_capability_info{check="self",mx="self",family="any",capability="ENHANCEDSTATUSCODES"} 1
              mxping_capability_info{check="self",mx="self",family="any",capability="SMTPUTF8"} 1
              mxping_last_probe_timestamp_seconds{check="self",mx="self",family="any"} *
              mxping_last_success_timestamp_seconds{check="self",mx="self",family="any"} *
              mxping_probes_total{check="self",mx="self",family="any",outcome="ok"} 1
              mxping_probes_total{check="self",mx="self",family="any",outcome="degraded"} 0
              mxping_probes_total{check="self",mx="self",family="any",outcome="failed"} 0
              mxping_probes_total{check="self",mx="self",family="any",outcome="inconclusive"} 0
              mxping_probes_total{check="self",mx="self",family="any",outcome="skipped"} 0
              mxping_sessions_closed_total{check="self",mx="self",family="any",how="quit"} 1
              mxping_sessions_closed_total{check="self",mx="self",family="any",how="unanswered"} 0
              mxping_sessions_closed_total{check="self",mx="self",family="any",how="peer"} 0
              mxping_sessions_closed_total{check="self",mx="self",family="any",how="abort"} 0
              """)
          .shows(
              """
              mxping_check_up{check="self"} 1
              mxping_check_success{check="self"} 1
              mxping_check_result_info{check="self",outcome="ok",phase="rcpt",reason="none",fault="none"} 1
              mxping_check_hosts{check="self"} 1
              mxping_check_hosts_up{check="self"} 1
              mxping_check_info{check="self",target="self"} 1
              mxping_check_interval_seconds{check="self"} 3600
              mxping_check_next_round_timestamp_seconds{check="self"} *
              mxping_rounds_total{check="self"} 1
              mxping_rounds_skipped_total{check="self",reason="overlapped"} 0
              mxping_rounds_skipped_total{check="self",reason="throttled_locally"} 0
              mxping_rounds_skipped_total{check="self",reason="missed"} 0
              mxping_throttled_seconds_total{check="self"} *
              """)
          .lacks(
              "mxping_failures_total",
              "mxping_resolve_seconds",
              "mxping_mx_preference",
              "mxping_mx_disparity",
              "mxping_size_limit_bytes");
    }
  }

  @Test
  void theAgentTellsOfItself() throws Exception {
    String checks =
        """
        checks:
          - {name: self, self: true}
          - {name: again, self: true, labels: {team: mail}}
        """;

    try (var agent = AgentStory.ofOneRound("", checks)) {
      Scraped now =
          agent
              .metricsAfter(1, "self", "again")
              .shows(
                  """
                  mxping_build_info{version="1.2.3",revision="abc123",java="25"} 1
                  mxping_config_last_reload_successful 1
                  mxping_config_last_reload_success_timestamp_seconds *
                  mxping_checks 2
                  mxping_probes_waiting 0
                  mxping_internal_errors_total 0
                  mxping_schedule_lag_seconds_count 2
                  """)
              .shows("mxping_check_info{check=\"again\",target=\"self\",team=\"mail\"} 1");

      assertThat(now.families())
          .contains("process_cpu_seconds_total", "jvm_memory_used_bytes", "jvm_threads_current");
      assertThat(agent.get("/-/healthy").statusCode()).isEqualTo(200);
      assertThat(agent.get("/-/ready").statusCode()).isEqualTo(200);
      assertThat(agent.get("/-/checks/self").statusCode()).isEqualTo(200);
      assertThat(agent.get("/-/checks").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void theFileThatShipsIsInOrderAndNamesNobodysHost() throws Exception {
    String shipped = Files.readString(Path.of("checks.yaml"));

    try (var agent = AgentStory.of("example.com MX 0 .", NAME_SERVER + shipped)) {
      agent
          .metricsAfter(1, "self", "example.com")
          .shows(
              """
              mxping_checks 2
              mxping_check_up{check="self"} 1
              mxping_check_up{check="example.com"} 1
              mxping_check_success{check="self"} 1
              mxping_check_success{check="example.com"} 1
              mxping_check_hosts{check="self"} 1
              mxping_check_hosts{check="example.com"} 0
              """);
    }
  }
}
