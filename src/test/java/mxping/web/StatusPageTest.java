package mxping.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.stream.IntStream;
import mxping.probe.Reason;
import org.junit.jupiter.api.Test;

class StatusPageTest {
  @Test
  void checksAreListedWorstFirst() throws Exception {
    try (Served served = new Served()) {
      Rounds.played(served.history, "a-good", Reason.NONE, "mx1");
      served.history.add(Rounds.check("b-new"), Rounds.DUE);
      Rounds.played(served.history, "c-slow", Reason.SLOW, "mx1");
      Rounds.played(served.history, "d-grey", Reason.GREYLISTED, "later");
      Rounds.played(served.history, "e-lost", Reason.CONNECTION_LOST, "");

      HttpResponse<String> page = served.get("/");

      assertThat(page.statusCode()).isEqualTo(200);
      assertThat(page.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
      assertThat(page.body())
          .containsSubsequence(
              "5 checks, worst first.",
              "<a href=\"/metrics\">",
              "<a href=\"/api/v1/checks/e-lost\">e-lost</a></td><td>e-lost.example</td>",
              "<b class=\"failed\">failed</b></td><td>connection_lost<small>",
              "d-grey",
              "<b class=\"inconclusive\">",
              "c-slow",
              "<b class=\"degraded\">",
              "b-new",
              "<b class=\"unknown\">",
              "a-good",
              "<b class=\"ok\">",
              "2026-11-22 10:00:01Z",
              "2026-11-22 10:01:00Z");
    }
  }

  @Test
  void staleCheckShowsNothingButThatItIs() throws Exception {
    try (Served served = new Served()) {
      Rounds.played(served.history, "good", Reason.NONE, "mx1");
      served.nanos.set(Duration.ofSeconds(60 + 60 + 45).toNanos());

      assertThat(served.get("/").body())
          .contains("<b class=\"stale\">stale</b></td><td><small>no later round has ended</small>")
          .doesNotContain("<b class=\"ok\">", "mx1");
    }
  }

  @Test
  void whatHostsSayIsTextAndNeverMarkup() throws Exception {
    String hostile = "</small><script>alert(\"1\")</script>&amp;'\u202e\u0007";
    try (Served served = new Served()) {
      Rounds.played(served.history, "evil", Reason.CONNECTION_LOST, hostile);

      assertThat(served.get("/").body())
          .doesNotContain("<script", "\u202e", "\u0007")
          .contains(
              "250 &lt;/small&gt;&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;"
                  + "&amp;amp;&#39;\\u202e\\x07.");
    }
  }

  @Test
  void styleIsTheOnlyThingThePolicyAllows() throws Exception {
    try (Served served = new Served()) {
      HttpResponse<String> page = served.get("/");
      String body = page.body();
      String sheet =
          body.substring(body.indexOf("<style>") + "<style>".length(), body.indexOf("</style>"));
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(sheet.getBytes(UTF_8));

      assertThat(page.headers().allValues("Content-Security-Policy"))
          .containsExactly(
              "default-src 'none'; style-src 'sha256-"
                  + Base64.getEncoder().encodeToString(digest)
                  + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
      assertThat(body).doesNotContain("style=", "<script", "onclick");
    }
  }

  @Test
  void thousandsOfChecksAreCutWithALineThatSaysSo() throws Exception {
    try (Served served = new Served()) {
      IntStream.range(0, 1_200)
          .forEach(i -> served.history.add(Rounds.check("check-" + i), Rounds.DUE));

      String page = served.get("/").body();

      assertThat(page).contains("The worst 1000 of 1200 checks");
      assertThat(page.split("<tr><td>", -1)).hasSize(1_001);
    }
  }
}
