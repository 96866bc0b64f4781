package mxping;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import mxping.scripted.ScriptedSmtp;
import mxping.scripted.Session;
import org.junit.jupiter.api.Test;

/** The agent as a guest, judged by its host. */
class CourtesyStoryTest {

  @Test
  void severalDomainsThatShareOneAddressTakeTurns() throws Exception {
    String zone =
        """
        a.test  MX  10  mx.host.test
        b.test  MX  10  mx.host.test
        c.test  MX  10  mail.host.test
        d.test  A   127.71.12.1
        e.test  A   127.71.12.1
        mx.host.test    A  127.71.12.1
        mail.host.test  A  127.71.12.1
        """;
    String file =
        """
        probe:
          helo: probe.test
          gap: 200ms
          own_networks: []
          dns: {servers: ["${DNS}"]}
        defaults:
          every: 3s
          port: ${PORT}
          rcpt: [postmaster]
          tls: {mode: off}   # with TLS, hosts of different names share no connection
        checks:
          - domains: [a.test, b.test, c.test, d.test, e.test]
        """;

    try (var mx = ScriptedSmtp.on("127.71.12.1", 0).answering(rcpt -> "250 2.1.5 ok");
        var agent = AgentStory.of(zone, file, mx)) {
      Scraped now = agent.metricsAfter(3, "a.test", "b.test", "c.test", "d.test", "e.test");

      now.shows(
          """
          mxping_check_up{check="a.test"} 1
          mxping_check_up{check="b.test"} 1
          mxping_check_up{check="c.test"} 1
          mxping_check_up{check="d.test"} 1
          mxping_check_up{check="e.test"} 1
          mxping_rounds_skipped_total{check="a.test",reason="throttled_locally"} 0
          mxping_rounds_skipped_total{check="b.test",reason="throttled_locally"} 0
          mxping_rounds_skipped_total{check="c.test",reason="throttled_locally"} 0
          mxping_rounds_skipped_total{check="d.test",reason="throttled_locally"} 0
          mxping_rounds_skipped_total{check="e.test",reason="throttled_locally"} 0
          mxping_rounds_skipped_total{check="a.test",reason="overlapped"} 0
          mxping_rounds_skipped_total{check="b.test",reason="overlapped"} 0
          mxping_rounds_skipped_total{check="c.test",reason="overlapped"} 0
          mxping_rounds_skipped_total{check="d.test",reason="overlapped"} 0
          mxping_rounds_skipped_total{check="e.test",reason="overlapped"} 0
          mxping_rounds_skipped_total{check="a.test",reason="missed"} *
          mxping_rounds_skipped_total{check="b.test",reason="missed"} *
          mxping_rounds_skipped_total{check="c.test",reason="missed"} *
          mxping_rounds_skipped_total{check="d.test",reason="missed"} *
          mxping_rounds_skipped_total{check="e.test",reason="missed"} *
          """);
      agent.stop();
      assertThat(mx.mostOpen()).as("one connection at a time").isEqualTo(1);
      assertCourteous(mx.sessions(), Duration.ofMillis(200));
      assertThat(mx.sessions()).as("fewer connections than results").hasSizeLessThan(15);
    }
  }

  /**
   * QUIT in all, its answer read, and a pause before the next one. The client closes after its QUIT
   * was heard, so from there on the pause is no shorter than asked, however late the host notices.
   */
  private static void assertCourteous(List<Session> sessions, Duration gap) {
    assertThat(sessions).allMatch(Session::saidQuit);
    for (int i = 1; i < sessions.size(); i++) {
      long quit = sessions.get(i - 1).lines().getLast().arrivedNanos();
      assertThat(Duration.ofNanos(sessions.get(i).acceptedNanos() - quit))
          .as("pause before session %d", i + 1)
          .isGreaterThanOrEqualTo(gap);
    }
  }

  @Test
  void recipientsThatMayBeRefusedAreFewAMinuteAndUpIsRenewedAllTheSame() throws Exception {
    String file =
        """
        probe:
          helo: probe.test
          gap: 0s
          own_networks: []
          invalid_recipients_per_minute: 2
        checks:
          - name: unknown
            host: 127.71.13.1
            port: ${PORT}
            every: 1s
            rcpt:
              - {to: a@example.test, expect: rejected}
              - {to: b@example.test, expect: rejected}
              - {to: c@example.test, expect: rejected}
        """;

    try (var mx = ScriptedSmtp.on("127.71.13.1", 0).answering(rcpt -> "550 5.1.1 unknown");
        var agent = AgentStory.of("", file, mx)) {
      Scraped now = agent.metricsAfter(3, "unknown");

      now.shows("mxping_up{check=\"unknown\",mx=\"127.71.13.1\",family=\"any\"} 1");
      assertThat(now.labelled("mxping_rcpt_verdict_info", "verdict")).contains("unasked");
      assertThat(mx.sessions()).hasSizeGreaterThanOrEqualTo(3);
      assertThat(mx.sessions().stream().flatMap(session -> session.said().stream()))
          .filteredOn(line -> line.startsWith("RCPT"))
          .hasSizeLessThanOrEqualTo(2);
    }
  }

  @Test
  void anAgentThatStopsSaysGoodbyeInEveryDialogue() throws Exception {
    String checks =
        """
        checks:
          - {name: slow, host: 127.71.14.1}
          - {name: stuck, host: 127.71.14.2}
        """;
    String slow = "S: 220 mx\nC: EHLO probe.test\nS! pause 700ms\nS: 250 mx\nC: QUIT\nS: 221 bye";
    String stuck = "S: 220 mx\nC: EHLO probe.test\nC: QUIT\nC! close";

    try (var mx1 = ScriptedSmtp.on("127.71.14.1", 0).playing(slow);
        var mx2 =
            ScriptedSmtp.on("127.71.14.2", mx1.port()).patience(Polling.PATIENCE).playing(stuck);
        var agent = AgentStory.ofOneRound("", checks, mx1, mx2)) {
      Polling.until(
          "both in a dialogue",
          () -> mx1.transcript() + mx2.transcript(),
          said -> said.split("C: EHLO", -1).length == 3);

      long began = System.nanoTime();
      agent.stop();

      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(15));
      assertThat(mx1.awaitSessions(1, Polling.PATIENCE)).allMatch(Session::saidQuit);
      assertThat(mx2.awaitSessions(1, Polling.PATIENCE)).allMatch(Session::saidQuit);
    }
  }
}
