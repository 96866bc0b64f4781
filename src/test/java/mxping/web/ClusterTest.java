package mxping.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import mxping.pages.Fellows.Elsewhere;
import mxping.pages.Fellows.Fellow;
import mxping.pages.Fellows.Word;
import mxping.probe.Reason;
import org.junit.jupiter.api.Test;

/** What an agent serves that shares its checks with others. */
class ClusterTest {
  private static final Optional<Word> SILENCE = Optional.empty();
  private static final String HOSTILE = "\"><script>alert(1)</script>";

  private static List<String> many(int checks) {
    return IntStream.range(0, checks).mapToObj("c-%03d"::formatted).toList();
  }

  @Test
  void theGateAsksWhoeverRunsTheCheck() throws Exception {
    Company company =
        Company.of(List.of("theirs"), Optional.of(new Word(503, "theirs: failed ipv4")));
    try (Served served = new Served(company)) {
      Rounds.played(served.history, "ours", Reason.NONE, "mx1");

      HttpResponse<String> theirs = served.get("/-/checks/theirs");

      assertThat(theirs.statusCode()).isEqualTo(503);
      assertThat(theirs.body()).isEqualTo("theirs: failed ipv4\nrun by b, " + Company.B + "\n");
      assertThat(served.get("/-/checks/ours").body()).isEqualTo("ours: ok none\n");
      assertThat(served.get("/-/checks/nobodys").statusCode()).isEqualTo(404);
      assertThat(served.get("/-/checks/nobodys").body()).isEqualTo("no such check\n");
    }
  }

  @Test
  void theGateIsOpenWhereTheOwnerSaysSo() throws Exception {
    Company company = Company.of(List.of("theirs"), Optional.of(new Word(200, "theirs: ok none")));
    try (Served served = new Served(company)) {
      assertThat(served.get("/-/checks/theirs").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void theGateIsClosedWhereTheOwnerSaysNothing() throws Exception {
    try (Served served = new Served(Company.of(List.of("theirs"), SILENCE))) {
      HttpResponse<String> theirs = served.get("/-/checks/theirs");

      assertThat(theirs.statusCode()).isEqualTo(503);
      assertThat(theirs.body())
          .isEqualTo("run by b, http://192.0.2.2:9025, which does not answer\n");
    }
  }

  @Test
  void theGateOfAllIsOfWhatRunsHere() throws Exception {
    try (Served served = new Served(Company.of(List.of("theirs"), SILENCE))) {
      Rounds.played(served.history, "ours", Reason.NONE, "mx1");

      assertThat(served.get("/-/checks").body()).isEqualTo("all checks are up\n");
    }
  }

  @Test
  void theApiSaysWhereACheckLives() throws Exception {
    try (Served served = new Served(Company.of(List.of("theirs"), SILENCE))) {
      HttpResponse<String> theirs = served.get("/api/v1/checks/theirs");

      assertThat(theirs.statusCode()).isEqualTo(404);
      assertThat(theirs.body()).contains("\"run by b, http://192.0.2.2:9025\"");
      assertThat(served.get("/api/v1/checks/nobodys").body()).contains("\"no such check\"");
    }
  }

  @Test
  void membersAndWhatTheyRunAreListed() throws Exception {
    try (Served served = new Served(Company.of(List.of("c-1", "c-2"), SILENCE))) {
      Rounds.played(served.history, "ours", Reason.NONE, "mx1");

      assertThat(served.get("/").body())
          .containsSubsequence(
              "<a href=\"checks/ours\">",
              "<h2>Members</h2>",
              "<a href=\"http://192.0.2.1:9025\">a</a>",
              "1 check<",
              "<a href=\"http://192.0.2.2:9025\">b</a>",
              "2 checks<",
              "<h2>Run by other members</h2>",
              "<a href=\"http://192.0.2.2:9025/checks/c-1\">c-1</a>",
              "<small>b</small>",
              "<a href=\"http://192.0.2.2:9025/checks/c-2\">c-2</a>");
    }
  }

  @Test
  void aSearchNarrowsWhatOthersRunToo() throws Exception {
    try (Served served = new Served(Company.of(List.of("Mail-1", "web-1"), SILENCE))) {
      assertThat(served.get("/?q=mAIL").body()).contains(">Mail-1</a>").doesNotContain(">web-1<");
      assertThat(served.get("/?q=1+mail").body()).contains(">Mail-1</a>").doesNotContain(">web-1<");
      assertThat(served.get("/?q=b+1").body()).contains(">Mail-1</a>", ">web-1</a>");
      assertThat(served.get("/?q=nothing").body())
          .contains("<h2>Members</h2>")
          .doesNotContain("Run by other members");
    }
  }

  @Test
  void ofManyTheFirstHundredAreListed() throws Exception {
    try (Served served = new Served(Company.of(many(150), SILENCE))) {
      assertThat(served.get("/").body())
          .contains(">c-099</a>", "And 50 more, which a search finds.")
          .doesNotContain(">c-100<");
      assertThat(served.get("/?q=c-1").body())
          .contains(">c-100</a>", ">c-149</a>")
          .doesNotContain("more, which a search finds");
    }
  }

  @Test
  void whoHasNotToldIsNotLinked() throws Exception {
    Company company =
        new Company(
            List.of(
                new Fellow("a", Optional.of("http://192.0.2.1:9025"), true, 0),
                new Fellow("new", Optional.empty(), false, 0)),
            List.of(new Elsewhere("theirs", "new", Optional.empty())),
            SILENCE);
    try (Served served = new Served(company)) {
      assertThat(served.get("/").body())
          .containsSubsequence("\nnew\n", "reads another file", "\ntheirs\n", "<small>new</small>");
      assertThat(served.get("/checks/theirs").body())
          .contains("run by another member of the cluster:\nnew.\n");
      assertThat(served.get("/-/checks/theirs").body())
          .isEqualTo("run by new, which does not answer\n");
    }
  }

  @Test
  void thePageOfACheckThatRunsElsewhereLeadsThere() throws Exception {
    try (Served served = new Served(Company.of(List.of("theirs"), SILENCE))) {
      HttpResponse<String> page = served.get("/checks/theirs");

      assertThat(page.statusCode()).isEqualTo(404);
      assertThat(page.body())
          .contains(
              "<title>theirs · mxping</title>",
              "<h1>theirs</h1>",
              "<a href=\"http://192.0.2.2:9025/checks/theirs\">b</a>")
          .doesNotContain("No such check");
      assertThat(served.get("/checks/nobodys").body()).contains("No such check");
    }
  }

  @Test
  void whatMembersSayIsTextAndNeverMarkup() throws Exception {
    Optional<String> pages = Optional.of("http://192.0.2.2:9025/" + HOSTILE);
    Company company =
        new Company(
            List.of(
                new Fellow("a", Optional.empty(), true, 0), new Fellow(HOSTILE, pages, true, 1)),
            List.of(new Elsewhere("theirs", HOSTILE, pages)),
            Optional.of(new Word(200, HOSTILE)));
    try (Served served = new Served(company)) {
      for (String path : List.of("/", "/checks/theirs")) {
        assertThat(served.get(path).body())
            .as(path)
            .contains("&lt;script&gt;alert(1)")
            .doesNotContain("<script");
      }
      assertThat(served.get("/-/checks/theirs").headers().firstValue("Content-Type").orElseThrow())
          .startsWith("text/plain");
    }
  }

  @Test
  void withoutAClusterNothingOfItIsThere() throws Exception {
    try (Served served = new Served()) {
      Rounds.played(served.history, "ours", Reason.NONE, "mx1");

      assertThat(served.get("/").body()).doesNotContain("Members", "other members", "<section");
      assertThat(served.get("/checks/theirs").body()).contains("No such check");
    }
  }
}
