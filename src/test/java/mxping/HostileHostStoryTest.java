package mxping;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import mxping.scripted.ScriptedSmtp;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A host, and a zone, that say what would hurt a scrape, a page or a terminal. */
class HostileHostStoryTest {
  private static final String ZONE =
      """
      evil.test     MX  5   a\\"b<i>.evil.test
      evil.test     MX  10  mx.evil.test
      mx.evil.test  A   127.71.7.1
      """;

  private static final String CHECKS =
      """
      checks:
        - name: evil
          domain: evil.test
          rcpt: [ann@evil.test]
          labels: {note: 'a "b" \\ <c>'}
      """;

  private static final String SCRIPT =
      """
      S: 220-mx "quoted" \\back\\slash\\ <script>alert(1)</script> & 'x' {a="b"} 1
      S: 220-# HELP mxping_up gone
      S! raw 220 bare\\rCR \\x1b[31mred \\xFF\\xFE \\0 \\xE2\\x80\\xAE\\r\\n
      C: EHLO probe.test
      S: 250-mx "} 1
      S: 250-<SCRIPT>"\\ x
      S: 250-SIZE 99999999999999999999999999
      S: 250 8BITMIME
      C: MAIL FROM:<>
      S: 250 2.1.0 ok
      C: RCPT TO:<ann@evil.test>
      S: 550 5.999.999 <img src=x onerror="alert(1)"> \\n no
      C: RSET
      S: 250 2.0.0 ok
      C: QUIT
      S: 221 2.0.0 bye
      """;

  @Test
  void whatItSaysIsTextAndNothingElse() throws Exception {
    try (var mx = ScriptedSmtp.on("127.71.7.1", 0).playing(SCRIPT);
        var agent = AgentStory.ofOneRound(ZONE, CHECKS, mx)) {
      agent
          .metricsAfter(1, "evil")
          .shows(
              """
              mxping_up{check="evil",mx="mx.evil.test",family="any"} 1
              mxping_result_info{check="evil",mx="mx.evil.test",family="any",outcome="failed",phase="rcpt",reason="rcpt_rejected",fault="server",code="550",enhanced="other"} 1
              mxping_capability_info{check="evil",mx="mx.evil.test",family="any",capability="8BITMIME"} 1
              mxping_capability_info{check="evil",mx="mx.evil.test",family="any",capability="SIZE"} 1
              mxping_capability_info{check="evil",mx="mx.evil.test",family="any",capability="other"} 1
              mxping_check_info{check="evil",note="a \\"b\\" \\\\ <c>",target="evil.test"} 1
              mxping_check_hosts{check="evil"} 1
              """);

      HttpResponse<String> page = agent.get("/");
      assertThat(page.body()).contains("&lt;img src=x").doesNotContain("<img", "<script", "<i>");

      JsonNode evil = agent.json("evil");
      assertThat(evil.at("/hosts/0/last/probe/transcript").values())
          .extracting(line -> line.at("/text").asString())
          .contains(
              "220-mx \"quoted\" \\back\\slash\\ <script>alert(1)</script> & 'x' {a=\"b\"} 1",
              "550 5.999.999 <img src=x onerror=\"alert(1)\"> \\n no")
          .allMatch(text -> text.chars().noneMatch(Character::isISOControl))
          .noneMatch(text -> text.contains("\u202e"));
      assertThat(agent.get("/api/v1/checks").body()).contains("onerror=\\\"alert(1)\\\"");
    }
  }

  @Test
  void openMetricsIsInOrderToo() throws Exception {
    try (var mx = ScriptedSmtp.on("127.71.8.1", 0).playing(SCRIPT);
        var agent = AgentStory.ofOneRound(ZONE.replace("127.71.7.1", "127.71.8.1"), CHECKS, mx)) {
      agent.metricsAfter(1, "evil");

      HttpResponse<String> answer =
          agent.get("/metrics", "Accept", "application/openmetrics-text;version=1.0.0");

      assertThat(answer.headers().firstValue("Content-Type").orElse(""))
          .startsWith("application/openmetrics-text");
      Scraped.openMetrics(answer.body())
          .shows(
              """
              mxping_up{check="evil",mx="mx.evil.test",family="any"} 1
              mxping_rounds_total{check="evil"} 1
              """);
    }
  }
}
