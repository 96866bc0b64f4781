package mxping.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.stream.IntStream;
import mxping.probe.Reason;
import org.junit.jupiter.api.Test;

class GateTest {
  @Test
  void checkIsUpWhereItsHostSpeaksSmtpWhateverItSays() throws Exception {
    try (Served served = new Served()) {
      Rounds.played(served.history, "good", Reason.NONE, "mx1");
      Rounds.played(served.history, "picky", Reason.RCPT_UNKNOWN, "no such user");

      HttpResponse<String> picky = served.get("/-/checks/picky");
      assertThat(picky.statusCode()).isEqualTo(200);
      assertThat(picky.body()).isEqualTo("picky: failed rcpt_unknown\n");
      assertThat(served.get("/-/checks/good").statusCode()).isEqualTo(200);
      assertThat(served.get("/-/checks").statusCode()).isEqualTo(200);
      assertThat(served.get("/-/checks").body()).isEqualTo("all checks are up\n");
    }
  }

  @Test
  void oneThatIsDownClosesTheGateOfAll() throws Exception {
    try (Served served = new Served()) {
      Rounds.played(served.history, "good", Reason.NONE, "mx1");
      Rounds.played(served.history, "lost", Reason.CONNECTION_LOST, "");
      served.history.add(Rounds.check("new"), Rounds.DUE);

      assertThat(served.get("/-/checks/lost").statusCode()).isEqualTo(503);
      assertThat(served.get("/-/checks/new").statusCode()).isEqualTo(503);
      assertThat(served.get("/-/checks").statusCode()).isEqualTo(503);
      assertThat(served.get("/-/checks").body())
          .isEqualTo("lost: failed connection_lost\nnew: not yet known\n");
    }
  }

  @Test
  void whatIsStaleIsNotUp() throws Exception {
    try (Served served = new Served()) {
      Rounds.played(served.history, "good", Reason.NONE, "mx1");

      // next round, interval and timeout
      served.nanos.set(Duration.ofSeconds(60 + 60 + 45).toNanos());

      HttpResponse<String> stale = served.get("/-/checks/good");
      assertThat(stale.statusCode()).isEqualTo(503);
      assertThat(stale.body()).isEqualTo("good: stale, last known 2026-11-22T10:00:01.500Z\n");
    }
  }

  @Test
  void unknownCheckIsNotFound() throws Exception {
    try (Served served = new Served()) {
      assertThat(served.get("/-/checks/nobody").statusCode()).isEqualTo(404);
      assertThat(served.get("/-/checks/nobody").body()).isEqualTo("no such check\n");
    }
  }

  @Test
  void manyThatAreDownAreCountedBeyondTheFirstHundred() throws Exception {
    try (Served served = new Served()) {
      IntStream.range(0, 150)
          .forEach(i -> served.history.add(Rounds.check("check-" + i), Rounds.DUE));

      assertThat(served.get("/-/checks").body().lines()).hasSize(101).endsWith("and 50 more");
    }
  }
}
