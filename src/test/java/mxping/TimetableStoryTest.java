package mxping;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import mxping.scripted.ScriptedSmtp;
import mxping.scripted.Session;
import org.junit.jupiter.api.Test;

/** Hosts that are slow or silent, and when rounds begin all the same. */
class TimetableStoryTest {
  private static final String GOOD =
      "S: 220 mx\nC: EHLO probe.test\nS: 250 mx\nC: QUIT\nS: 221 bye";

  @Test
  void aHostThatSaysNothingFailsAfterItsGreetingLimit() throws Exception {
    String checks =
        """
        checks:
          - {name: silent, host: 127.71.9.1, timeouts: {greeting: 500ms}}
        """;

    try (var silent = ScriptedSmtp.on("127.71.9.1", 0).playing("S! silence");
        var agent = AgentStory.ofOneRound("", checks, silent)) {
      Scraped now =
          agent
              .metricsAfter(1, "silent")
              .shows(
                  """
                  mxping_up{check="silent",mx="127.71.9.1",family="any"} 0
                  mxping_success{check="silent",mx="127.71.9.1",family="any"} 0
                  mxping_result_info{check="silent",mx="127.71.9.1",family="any",outcome="failed",phase="greeting",reason="reply_timeout",fault="server"} 1
                  mxping_phase_seconds{check="silent",mx="127.71.9.1",family="any",phase="connect"} *
                  mxping_sessions_closed_total{check="silent",mx="127.71.9.1",family="any",how="quit"} 0
                  mxping_sessions_closed_total{check="silent",mx="127.71.9.1",family="any",how="unanswered"} 0
                  mxping_sessions_closed_total{check="silent",mx="127.71.9.1",family="any",how="peer"} 0
                  mxping_sessions_closed_total{check="silent",mx="127.71.9.1",family="any",how="abort"} 1
                  """);

      assertThat(
              now.value(
                  "mxping_duration_seconds{check=\"silent\",family=\"any\",mx=\"127.71.9.1\"}"))
          .isBetween(0.5, 10.0);
      assertThat(silent.awaitSessions(1, Polling.PATIENCE).getFirst().said())
          .as("not a word before the greeting")
          .isEmpty();
    }
  }

  @Test
  @SuppressWarnings("try") // the silent host goes first, so that nobody waits for it
  void noCheckIsLateBecauseAnotherHangs() throws Exception {
    String file =
        """
        probe: {helo: probe.test}
        defaults:
          every: 1s
          port: ${PORT}
        checks:
          - {name: silent, host: 127.71.10.1}
          - {name: lively, host: 127.71.10.2}
        """;

    try (var silent = ScriptedSmtp.on("127.71.10.1", 0).playing("S! silence");
        var lively = ScriptedSmtp.on("127.71.10.2", silent.port()).playing(GOOD);
        var agent = AgentStory.of("", file, silent, lively)) {
      Scraped now = agent.metricsAfter(4, "lively");

      assertThat(now.value("mxping_rounds_total{check=\"silent\"}")).isZero();
      assertThat(now.value("mxping_probes_in_flight")).isGreaterThanOrEqualTo(1);
      assertThat(now.labelled("mxping_up", "check")).containsExactly("lively");
      assertThat(lively.mostOpen()).isEqualTo(1);
      silent.close();
    }
  }

  @Test
  void aHostSlowerThanItsIntervalOverlapsAndIsNotMadeUpForInABurst() throws Exception {
    String file =
        """
        probe: {helo: probe.test}
        checks:
          - {name: slow, host: 127.71.11.1, port: "${PORT}", every: 1s}
        """;

    try (var slow = ScriptedSmtp.on("127.71.11.1", 0).playing("S! pause 3500ms\n" + GOOD, GOOD);
        var agent = AgentStory.of("", file, slow)) {
      agent
          .metricsWhen("overlapped", now -> overlapped(now) >= 2)
          .lacks("mxping_up", "mxping_probes_total", "mxping_check_up");
      Scraped now = agent.metricsAfter(5, "slow");

      now.shows(
          """
          mxping_up{check="slow",mx="127.71.11.1",family="any"} 1
          mxping_check_up{check="slow"} 1
          mxping_rounds_skipped_total{check="slow",reason="overlapped"} *
          mxping_rounds_skipped_total{check="slow",reason="throttled_locally"} 0
          mxping_rounds_skipped_total{check="slow",reason="missed"} *
          """);
      assertThat(slow.mostOpen()).isEqualTo(1);
      List<Session> sessions = slow.sessions();
      long fourRounds = sessions.get(4).acceptedNanos() - sessions.get(1).acceptedNanos();
      assertThat(Duration.ofNanos(fourRounds))
          .as("three intervals, less what a busy machine is late")
          .isGreaterThan(Duration.ofSeconds(2));
    }
  }

  private static double overlapped(Scraped now) {
    return now.value("mxping_rounds_skipped_total{check=\"slow\",reason=\"overlapped\"}");
  }
}
