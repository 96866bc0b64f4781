package mxping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import mxping.scripted.ScriptedSmtp;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What mail hosts say about recipients, and what is made of it. */
class RecipientsStoryTest {

  @Test
  void aRefusedRecipientIsReportedAtOnceWithBothItsCodes() throws Exception {
    String checks =
        """
        checks:
          - name: example
            host: 127.71.3.1
            rcpt:
              - {to: nobody@example.test, name: nobody}
              - {to: ann@example.test, name: ann}
        """;

    try (var mx =
            ScriptedSmtp.on("127.71.3.1", 0)
                .answering(
                    rcpt ->
                        rcpt.contains("nobody") ? "550 5.1.1 no such user here" : "250 2.1.5 ok");
        var agent = AgentStory.ofOneRound("", checks, mx)) {
      Scraped now =
          agent
              .metricsAfter(1, "example")
              .shows(
                  """
                  mxping_up{check="example",mx="127.71.3.1",family="any"} 1
                  mxping_success{check="example",mx="127.71.3.1",family="any"} 0
                  mxping_result_info{check="example",mx="127.71.3.1",family="any",outcome="failed",phase="rcpt",reason="rcpt_unknown",fault="server",code="550",enhanced="5.1.1"} 1
                  mxping_rcpt_success{check="example",mx="127.71.3.1",family="any",rcpt="nobody"} 0
                  mxping_rcpt_success{check="example",mx="127.71.3.1",family="any",rcpt="ann"} 1
                  mxping_rcpt_reply_code{check="example",mx="127.71.3.1",family="any",rcpt="nobody"} 550
                  mxping_rcpt_reply_code{check="example",mx="127.71.3.1",family="any",rcpt="ann"} 250
                  mxping_rcpt_verdict_info{check="example",mx="127.71.3.1",family="any",rcpt="nobody",verdict="rejected"} 1
                  mxping_rcpt_verdict_info{check="example",mx="127.71.3.1",family="any",rcpt="ann",verdict="accepted"} 1
                  mxping_check_up{check="example"} 1
                  mxping_check_success{check="example"} 0
                  mxping_check_result_info{check="example",outcome="failed",phase="rcpt",reason="rcpt_unknown",fault="server"} 1
                  """);

      assertThat(
              now.value(
                  "mxping_duration_seconds{check=\"example\",family=\"any\",mx=\"127.71.3.1\"}"))
          .as("well below the limit for a reply, 15 s")
          .isLessThan(10);
      assertThat(agent.get("/metrics").body())
          .doesNotContain("nobody@")
          .doesNotContain("no such user");
      assertThat(mx.sessions())
          .singleElement()
          .satisfies(
              session ->
                  assertThat(session.said())
                      .containsExactly(
                          "EHLO probe.test",
                          "MAIL FROM:<>",
                          "RCPT TO:<nobody@example.test>",
                          "RSET",
                          "MAIL FROM:<>",
                          "RCPT TO:<ann@example.test>",
                          "RSET",
                          "QUIT"));
    }
  }

  @Test
  void oneHostRejectsWhatTheOtherAccepts() throws Exception {
    String zone =
        """
        example.test      MX  10  mx1.example.test
        example.test      MX  20  mx2.example.test
        mx1.example.test  A   127.71.4.1
        mx2.example.test  A   127.71.4.2
        """;
    String checks =
        """
        checks:
          - address: ann@example.test
            name: ann
        """;

    try (var mx1 = ScriptedSmtp.on("127.71.4.1", 0).answering(rcpt -> "250 2.1.5 ok");
        var mx2 = ScriptedSmtp.on("127.71.4.2", mx1.port()).answering(rcpt -> "550 5.1.1 unknown");
        var agent = AgentStory.ofOneRound(zone, checks, mx1, mx2)) {
      agent
          .metricsAfter(1, "ann")
          .shows(
              """
              mxping_mx_disparity{check="ann",aspect="verdict"} 1
              mxping_mx_disparity{check="ann",aspect="reply_code"} 1
              mxping_mx_disparity{check="ann",aspect="capabilities"} 0
              mxping_mx_disparity{check="ann",aspect="tls"} 0
              mxping_mx_disparity{check="ann",aspect="certificate"} 0
              mxping_check_result_info{check="ann",outcome="degraded",phase="rcpt",reason="mx_disparity",fault="server"} 1
              mxping_check_up{check="ann"} 1
              mxping_check_success{check="ann"} 1
              mxping_check_hosts_up{check="ann"} 2
              mxping_success{check="ann",mx="mx1.example.test",family="any"} 1
              mxping_success{check="ann",mx="mx2.example.test",family="any"} 0
              mxping_failures_total{check="ann",reason="mx_disparity"} 1
              mxping_failures_total{check="ann",reason="rcpt_unknown"} 1
              """);
      JsonNode verdict = agent.json("ann").at("/last_round/disparities/0");
      assertThat(verdict.at("/aspect").asString()).isEqualTo("verdict");
      assertThat(verdict.at("/about").asString()).isEqualTo("1");
      assertThat(verdict.at("/says/mx1.example.test").asString()).isEqualTo("accepted");
      assertThat(verdict.at("/says/mx2.example.test").asString()).isEqualTo("rejected");
      assertThat(agent.json("ann").at("/state/sentence").asString())
          .contains("mx1.example.test says accepted, mx2.example.test says rejected");
    }
  }

  @Test
  void whoMustBeRefusedAndWhoIsMadeUp() throws Exception {
    String checks =
        """
        checks:
          - name: open
            host: 127.71.5.1
            rcpt: [{to: anyone@elsewhere.test, expect: rejected}]
          - name: closed
            host: 127.71.5.2
            rcpt: [{to: anyone@elsewhere.test, expect: rejected}]
          - name: everybody
            domain: everybody.test
            rcpt: [ann@everybody.test]
            catch_all: true
        """;

    try (var open = ScriptedSmtp.on("127.71.5.1", 0).answering(rcpt -> "250 2.1.5 ok");
        var closed =
            ScriptedSmtp.on("127.71.5.2", open.port()).answering(rcpt -> "554 5.7.1 relay denied");
        var agent = AgentStory.ofOneRound("everybody.test A 127.71.5.1", checks, open, closed)) {
      agent
          .metricsAfter(1, "open", "closed", "everybody")
          .shows(
              """
              mxping_result_info{check="open",mx="127.71.5.1",family="any",outcome="failed",phase="rcpt",reason="unexpected_acceptance",fault="server",code="250",enhanced="2.1.5"} 1
              mxping_rcpt_success{check="open",mx="127.71.5.1",family="any",rcpt="1"} 0
              mxping_rcpt_verdict_info{check="open",mx="127.71.5.1",family="any",rcpt="1",verdict="accepted"} 1
              mxping_success{check="open",mx="127.71.5.1",family="any"} 0
              mxping_result_info{check="closed",mx="127.71.5.2",family="any",outcome="ok",phase="rcpt",reason="none",fault="none",code="554",enhanced="5.7.1"} 1
              mxping_rcpt_success{check="closed",mx="127.71.5.2",family="any",rcpt="1"} 1
              mxping_rcpt_verdict_info{check="closed",mx="127.71.5.2",family="any",rcpt="1",verdict="rejected"} 1
              mxping_success{check="closed",mx="127.71.5.2",family="any"} 1
              mxping_result_info{check="everybody",mx="everybody.test",family="any",outcome="inconclusive",phase="rcpt",reason="catch_all",fault="server",code="250",enhanced="2.1.5"} 1
              mxping_rcpt_success{check="everybody",mx="everybody.test",family="any",rcpt="1"} 1
              mxping_rcpt_verdict_info{check="everybody",mx="everybody.test",family="any",rcpt="1",verdict="accepted"} 1
              mxping_rcpt_success{check="everybody",mx="everybody.test",family="any",rcpt="catch_all"} 0
              mxping_rcpt_verdict_info{check="everybody",mx="everybody.test",family="any",rcpt="catch_all",verdict="accepted"} 1
              mxping_success{check="everybody",mx="everybody.test",family="any"} 0
              """);
      JsonNode everybody = agent.json("everybody").at("/hosts/0/last");
      assertThat(everybody.at("/sentence").asString()).contains("acceptance proves nothing");
    }
  }

  @Test
  void whatIsAboutUsAndWhatIsAboutThem() throws Exception {
    List<String> replies =
        List.of(
            "421 4.3.2 shutting down",
            "550 5.7.25 no reverse DNS",
            "421 4.7.0 too many",
            "450 4.2.0 greylisted",
            "451 4.3.0 disk",
            "452 4.5.1 later");
    String checks =
        """
        checks:
          - {name: c1, host: 127.71.6.1, rcpt: [ann@example.test]}
          - {name: c2, host: 127.71.6.2, rcpt: [ann@example.test]}
          - {name: c3, host: 127.71.6.3, rcpt: [ann@example.test]}
          - {name: c4, host: 127.71.6.4, rcpt: [ann@example.test]}
          - {name: c5, host: 127.71.6.5, rcpt: [ann@example.test]}
          - {name: c6, host: 127.71.6.6, rcpt: [ann@example.test]}
        """;
    List<ScriptedSmtp> hosts = new ArrayList<>();
    try {
      for (String reply : replies) {
        int port = hosts.isEmpty() ? 0 : hosts.getFirst().port();
        hosts.add(ScriptedSmtp.on("127.71.6." + (hosts.size() + 1), port).answering(r -> reply));
      }
      try (var agent = AgentStory.ofOneRound("", checks, hosts.getFirst())) {
        agent
            .metricsAfter(1, "c1", "c2", "c3", "c4", "c5", "c6")
            .shows(
                """
                mxping_result_info{check="c1",mx="127.71.6.1",family="any",outcome="failed",phase="rcpt",reason="service_unavailable",fault="server",code="421",enhanced="4.3.2"} 1
                mxping_result_info{check="c2",mx="127.71.6.2",family="any",outcome="inconclusive",phase="rcpt",reason="blocked",fault="client",code="550",enhanced="5.7.25"} 1
                mxping_result_info{check="c3",mx="127.71.6.3",family="any",outcome="inconclusive",phase="rcpt",reason="rate_limited",fault="client",code="421",enhanced="4.7.0"} 1
                mxping_result_info{check="c4",mx="127.71.6.4",family="any",outcome="inconclusive",phase="rcpt",reason="greylisted",fault="policy",code="450",enhanced="4.2.0"} 1
                mxping_result_info{check="c5",mx="127.71.6.5",family="any",outcome="failed",phase="rcpt",reason="server_trouble",fault="server",code="451",enhanced="4.3.0"} 1
                mxping_result_info{check="c6",mx="127.71.6.6",family="any",outcome="inconclusive",phase="rcpt",reason="deferred",fault="server",code="452",enhanced="4.5.1"} 1
                mxping_up{check="c1",mx="127.71.6.1",family="any"} 0
                mxping_up{check="c2",mx="127.71.6.2",family="any"} 1
                mxping_up{check="c3",mx="127.71.6.3",family="any"} 1
                mxping_up{check="c4",mx="127.71.6.4",family="any"} 1
                mxping_up{check="c5",mx="127.71.6.5",family="any"} 1
                mxping_up{check="c6",mx="127.71.6.6",family="any"} 1
                mxping_check_success{check="c1"} 0
                mxping_check_success{check="c2"} 0
                mxping_check_success{check="c3"} 0
                mxping_check_success{check="c4"} 0
                mxping_check_success{check="c5"} 0
                mxping_check_success{check="c6"} 0
                """);
        assertThat(Stream.of("c1", "c2", "c3", "c4", "c5", "c6").map(c -> sentence(agent, c)))
            .containsExactly(
                "127.71.6.1 answers, but is not in service: 421 4.3.2 shutting down.",
                "127.71.6.2 answers, but refuses our address: 550 5.7.25 no reverse DNS.",
                "127.71.6.3 answers, but has had too much from us: 421 4.7.0 too many.",
                "127.71.6.4 answers, and asks us to come back later: 450 4.2.0 greylisted.",
                "127.71.6.5 answers, but is in trouble itself: 451 4.3.0 disk.",
                "127.71.6.6 answers, but does not decide now: 452 4.5.1 later.");
        assertThat(agent.json("c2").at("/state/next").asString()).contains("the host is not down");
      }
    } finally {
      hosts.forEach(ScriptedSmtp::close);
    }
  }

  private static String sentence(AgentStory agent, String check) {
    try {
      return agent.json(check).at("/state/sentence").asString();
    } catch (Exception e) {
      throw new AssertionError(check, e);
    }
  }
}
