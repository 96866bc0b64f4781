package mxping.courtesy;

import static mxping.courtesy.Checks.check;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import mxping.check.Manners;
import mxping.probe.OpenDialogues;
import mxping.probe.ProbeResult;
import mxping.probe.Reason;
import mxping.scripted.ScriptedSmtp;
import mxping.scripted.Session;
import mxping.smtp.Deadline;

/** Visits to one mail host that listens where the test says. */
abstract class Visiting {
  static final Duration GAP = Duration.ofMillis(100);
  static final Duration SOON = Duration.ofSeconds(20);
  static final Deadline LATE = Deadline.in(Duration.ofMinutes(5));
  static final String OK = "250 2.1.5 ok";
  static final String ONE =
      """
      C: MAIL FROM:<>
      S: 250 2.1.0 ok
      C: RCPT TO:<*>
      S: 250 2.1.5 ok
      C: RSET
      S: 250 2.0.0 ok
      """;
  static final String HELLO =
      """
      S: 220 mx.test ESMTP
      C: EHLO probe.test
      S: 250-mx.test
      S: 250 LIMITS MAILMAX=3
      """;
  static final String BYE =
      """
      C: QUIT
      S: 221 2.0.0 bye
      """;

  final OpenDialogues open = new OpenDialogues();
  final Lanes lanes = new Lanes(guest(GAP), open);

  static Manners guest(Duration gap) {
    return new Manners(gap, 4, List.of(), 100);
  }

  static ScriptedSmtp answering(String reply) {
    return ScriptedSmtp.on("127.41.1.1", 0).answering(rcpt -> reply);
  }

  static ScriptedSmtp playing(String... scripts) {
    return ScriptedSmtp.on("127.41.1.1", 0).playing(scripts);
  }

  CompletableFuture<Visit.Visited> comes(Checks check, ScriptedSmtp mx) {
    Visit visit = check.visit(mx.address());
    return Checks.async(() -> lanes.visit(visit, LATE));
  }

  /** They come one after the other while somebody else, on another port, holds up the lane. */
  List<CompletableFuture<Visit.Visited>> queue(ScriptedSmtp mx, List<Checks> checks) {
    Semaphore door = new Semaphore(0);
    try (var other = ScriptedSmtp.on("127.41.1.1", 0).answering(rcpt -> behind(door))) {
      var holding = comes(check("holds up").rcpt("x@mx.test"), other);
      other.awaitAccepted(1, SOON);
      List<CompletableFuture<Visit.Visited>> all = line(mx, checks);
      door.release();
      Checks.result(holding);
      return all;
    }
  }

  /** They come one after the other into a lane where a visit goes on. */
  List<CompletableFuture<Visit.Visited>> line(ScriptedSmtp mx, List<Checks> checks) {
    List<CompletableFuture<Visit.Visited>> all = new ArrayList<>();
    for (Checks check : checks) {
      int before = lanes.waiting();
      all.add(comes(check, mx));
      Checks.until(() -> lanes.waiting() == before + 1);
    }
    return all;
  }

  static String behind(Semaphore door) {
    LaneTest.acquire(door);
    return OK;
  }

  /**
   * Tries to visit and gives up at once, so as to hear for how long the lane is closed; not at all
   * where the machine was so slow that it is open again.
   */
  static Duration closedFor(Lanes lanes, ScriptedSmtp mx) {
    Visit visit = check("asks when").visit(mx.address());
    return lanes.visit(visit, Deadline.in(Duration.ZERO)) instanceof Visit.TurnedAway away
        ? Duration.ofNanos(away.opens().orElse(0))
        : Duration.ZERO;
  }

  static List<Checks> checks(int count) {
    List<Checks> checks = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      checks.add(check("c" + i).rcpt("r" + i + "@mx.test"));
    }
    return checks;
  }

  static Reason reason(ProbeResult result) {
    return result.deciding().reason();
  }

  /**
   * From our last word, whose time is sure where a busy machine notes the end of a session late.
   */
  static void assertGaps(List<Session> sessions, Duration gap) {
    for (int i = 1; i < sessions.size(); i++) {
      long lastWord = sessions.get(i - 1).lines().getLast().arrivedNanos();
      assertThat(Duration.ofNanos(sessions.get(i).acceptedNanos() - lastWord))
          .as("before session %d", i + 1)
          .isGreaterThanOrEqualTo(gap);
    }
  }
}
