package mxping.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import mxping.check.Cadence;
import mxping.check.Check;
import mxping.probe.Finding;
import mxping.probe.Phase;
import mxping.probe.ProbeResult;
import mxping.probe.Reason;
import mxping.smtp.Capabilities;
import mxping.smtp.Reply;
import mxping.smtp.Transcript;
import mxping.smtp.Transcript.Side;
import org.junit.jupiter.api.Test;

/** The pages as they are served. */
class PagesTest {
  private static final String HOSTILE =
      "</small></li><script>alert(\"1\")</script><img src=x onerror='x'>&amp;\u202e\u0007";

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
              "<title>1 failed · mxping</title>",
              "<b>5</b>",
              "5 checks, worst first.",
              "<a href=\"checks/e-lost\">e-lost</a>",
              "e-lost.example",
              "<code>connection_lost</code>",
              "mx1.example dropped the connection at ehlo",
              "one round: 1 failed",
              "0.0 % good of 1",
              "in 60 s",
              "d-grey",
              "c-slow",
              "b-new",
              "No round has ended yet",
              "a-good",
              "one round: 1 ok",
              "1.25 s");
    }
  }

  @Test
  void listCanBeSearchedAndNarrowed() throws Exception {
    try (Served served = new Served()) {
      Rounds.played(served.history, "one", Reason.NONE, "mx1");
      Rounds.played(served.history, "two", Reason.CONNECTION_LOST, "");
      Cadence minute = new Cadence.Every(Duration.ofSeconds(60));
      served.history.add(Rounds.check("three", minute, Map.of("team", "mail")), Rounds.DUE);

      assertThat(served.get("/?q=T+example").body())
          .contains("2 checks with “T example”, worst first.", "checks/two", "checks/three")
          .contains("value=\"T example\"")
          .doesNotContain("checks/one");
      assertThat(served.get("/?q=team%3Dmail").body()).contains("1 check with", "checks/three");
      assertThat(served.get("/?q=connection_lost").body()).contains("1 check with", "checks/two");
      assertThat(served.get("/?state=ok").body())
          .contains("1 check ok.", "checks/one", "<b>3</b>", "name=\"state\" value=\"ok\"")
          .doesNotContain("checks/two");
      assertThat(served.get("/?q=%3Cb%3E%22").body())
          .contains("No check with “&lt;b&gt;\"”.", "value=\"&lt;b>&#34;\"")
          .doesNotContain("<b>\"");
    }
  }

  @Test
  void staleCheckShowsNothingButThatItIs() throws Exception {
    try (Served served = new Served()) {
      Rounds.played(served.history, "good", Reason.NONE, "mx1");
      served.nanos.set(Duration.ofSeconds(60 + 60 + 45).toNanos());

      assertThat(served.get("/").body())
          .contains("class=\"badge stale\"", "No round has ended since 2026-11-22 10:00:01Z.")
          .doesNotContain("class=\"badge ok\"", "did all that was expected");
      assertThat(served.get("/checks/good").body())
          .contains("class=\"badge stale\"", "What follows is what was known last.")
          .doesNotContain("class=\"badge ok\"");
    }
  }

  @Test
  void checkIsToldInFull() throws Exception {
    try (Served served = new Served()) {
      Check check = Rounds.check("inbound");
      served.history.add(check, Rounds.DUE);
      served.history.begins(check.name(), Rounds.DUE);
      served.history.record(
          Rounds.round(
              check,
              List.of(
                  Rounds.host("mx1.example", lost("S: 250-DSN")),
                  Rounds.host("mx2.example", well(), Rounds.refused("192.0.2.99"))),
              List.of()));

      HttpResponse<String> page = served.get("/checks/inbound");

      assertThat(page.statusCode()).isEqualTo(200);
      assertThat(page.body())
          .containsSubsequence(
              "<title>ok: inbound · mxping</title>",
              "href=\"../\"",
              "1 of 2 mail hosts are up.",
              "<dt>next round</dt><dd>2026-11-22 10:01:00Z (in 60 s)</dd>",
              "<dt>schedule</dt><dd>every 60 s</dd>",
              "<h2>mx1.example</h2>",
              "<code>connection_lost</code>",
              "<dt>address</dt><dd>192.0.2.25:25</dd>",
              "<path class=\"connect\" d=\"M",
              "greeting</th><td class=\"number\">1.00 s</td>",
              "<td class=\"number\">220</td>",
              "<details open>",
              "Last bad dialogue",
              "S: 250-DSN",
              "<h2>mx2.example</h2>",
              "192.0.2.99:25 refuses the connection",
              "<details>",
              "Last good dialogue",
              "<h2>Capabilities</h2>",
              "<tr class=\"differs\"><th scope=\"row\">DSN ≠</th>",
              "<td>✓</td>",
              "<td>–</td>",
              "href=\"../api/v1/checks/inbound\"");
    }
  }

  private static ProbeResult lost(String line) {
    Finding lost = Finding.of(Phase.EHLO, Reason.CONNECTION_LOST, "the host closed it");
    return Rounds.probe(
        lost,
        List.of(),
        new Capabilities(Map.of("DSN", "", "SIZE", "1000")),
        List.of(new Transcript.Line(Duration.ofMillis(5), Side.SERVER, line)));
  }

  private static ProbeResult well() {
    Finding fine = Finding.of(Phase.EHLO, Reason.NONE, new Reply(250, List.of("mx2")));
    return Rounds.probe(fine, List.of(), new Capabilities(Map.of("SIZE", "1000")), List.of());
  }

  @Test
  void whatHostsSayIsTextAndNeverMarkup() throws Exception {
    try (Served served = new Served()) {
      Check check = Rounds.check("evil");
      served.history.add(check, Rounds.DUE);
      Reply reply = new Reply(550, List.of("5.1.1 " + HOSTILE));
      Finding said = Finding.of(Phase.EHLO, Reason.RCPT_UNKNOWN, reply);
      var probe =
          Rounds.probe(
              said,
              List.of(),
              new Capabilities(Map.of("X" + HOSTILE, HOSTILE)),
              List.of(new Transcript.Line(Duration.ZERO, Side.SERVER, HOSTILE)));
      served.history.record(
          Rounds.round(check, List.of(Rounds.host("mx1.example", probe)), List.of()));

      for (String path : List.of("/", "/checks/evil", "/checks/%3Cscript%3Ealert(1)")) {
        assertThat(served.get(path).body())
            .as(path)
            .contains("&lt;script&gt;alert(")
            .doesNotContain("<script", "<img", "\u202e", "\u0007", "onerror='x'>");
      }
    }
  }

  @Test
  void styleAndTheIconAreAllThatThePolicyAllows() throws Exception {
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
                  + "'; img-src data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'");
      assertThat(body)
          .doesNotContain(
              "style=", "<script", "onclick", "src=", "href=\"http", "href=\"//", "url(");
    }
  }

  @Test
  void unknownCheckIsAPageThatHelps() throws Exception {
    try (Served served = new Served()) {
      served.history.add(Rounds.check("example-inbound"), Rounds.DUE);

      HttpResponse<String> page = served.get("/checks/example");

      assertThat(page.statusCode()).isEqualTo(404);
      assertThat(page.body())
          .contains("No check is named <code>example</code>", "<a href=\"example-inbound\">")
          .doesNotContain("http-equiv=\"refresh\"");
      assertThat(served.send("HEAD", "/checks/example").statusCode()).isEqualTo(404);
      assertThat(served.send("HEAD", "/checks/example-inbound").statusCode()).isEqualTo(200);
      assertThat(served.send("POST", "/checks/example").statusCode()).isEqualTo(405);
    }
  }

  @Test
  void pagesAskForThemselvesUnlessHeldStill() throws Exception {
    try (Served served = new Served()) {
      assertThat(served.get("/?q=x").body())
          .contains(
              "<meta http-equiv=\"refresh\" content=\"30\">", "href=\"?q=x&amp;refresh=off\"");
      assertThat(served.get("/?q=x&refresh=off").body())
          .contains("href=\"?q=x\"", "name=\"refresh\" value=\"off\"")
          .doesNotContain("http-equiv=\"refresh\"");
    }
  }

  @Test
  void thousandsOfChecksComeInPagesOfBoundedSize() throws Exception {
    try (Served served = new Served()) {
      IntStream.range(0, 2_000)
          .forEach(
              i -> {
                Rounds.played(served.history, "check-" + i, Reason.CONNECTION_LOST, HOSTILE);
                Check check = served.history.check("check-" + i).orElseThrow().check();
                for (int round = 0; round < 70; round++) {
                  served.history.record(
                      Rounds.round(
                          check,
                          List.of(Rounds.host("mx1.example", round % 2 == 0 ? well() : lost("S"))),
                          List.of()));
                }
              });

      String first = served.get("/").body();
      String last = served.get("/?page=20").body();

      assertThat(first).contains("1 to 100 of 2000", "href=\"?page=2\" rel=\"next\"");
      assertThat(first.split("<th scope=\"row\">", -1)).hasSize(101);
      assertThat(first.getBytes(UTF_8).length).isLessThan(1_000_000);
      assertThat(last)
          .contains("1901 to 2000 of 2000", "rel=\"prev\"")
          .doesNotContain("rel=\"next\"");
    }
  }
}
