package mxping.courtesy;

import static mxping.courtesy.Checks.check;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import mxping.check.Manners;
import mxping.check.Network;
import mxping.probe.ProbeResult;
import mxping.probe.Verdict;
import mxping.scripted.ScriptedSmtp;
import mxping.smtp.Deadline;
import org.junit.jupiter.api.Test;

/** Lanes whose turns are given by somebody else: here by the test. */
class TurnsTest extends Visiting {
  private static final String NO = "550 5.1.1 unknown";

  private final BlockingQueue<CompletableFuture<Turns.Turn>> wishes = new LinkedBlockingQueue<>();
  private final BlockingQueue<Ended> ends = new LinkedBlockingQueue<>();
  private final Lanes asking = new Lanes(guest(GAP), open, this::wished);

  /** What was told of a turn that was given back. */
  private record Ended(int asked, Duration closed) {}

  private CompletableFuture<Turns.Turn> wished(InetAddress address) {
    CompletableFuture<Turns.Turn> wish = new CompletableFuture<>();
    wishes.add(wish);
    return wish;
  }

  private Turns.Turn turn(int elsewhere) {
    return new Turns.Turn() {
      @Override
      public int elsewhere() {
        return elsewhere;
      }

      @Override
      public void end(int asked, Duration closed) {
        ends.add(new Ended(asked, closed));
      }
    };
  }

  private static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
    T next = queue.poll(SOON.toSeconds(), TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("waited in vain");
    }
    return next;
  }

  private CompletableFuture<Visit.Visited> visits(Lanes lanes, Checks check, ScriptedSmtp mx) {
    Visit visit = check.visit(mx.address());
    return Checks.async(() -> lanes.visit(visit, LATE));
  }

  @Test
  void nobodyConnectsBeforeTheTurnHasCome() throws InterruptedException {
    try (var mx = answering(OK)) {
      var visited = visits(asking, check("a").rcpt("r@mx.test"), mx);
      CompletableFuture<Turns.Turn> wish = next(wishes);
      assertThat(asking.waiting()).isEqualTo(1);
      assertThat(asking.inFlight()).as("who waits holds no place").isZero();
      assertThat(mx.sessions()).isEmpty();

      wish.complete(turn(0));
      assertThat(Checks.result(visited).up()).isTrue();
      assertThat(mx.awaitSessions(1, SOON)).hasSize(1);
    }
  }

  @Test
  void whoComesMeanwhileSharesTheTurn() throws InterruptedException {
    try (var mx = answering(OK)) {
      var first = visits(asking, check("a").rcpt("r@mx.test"), mx);
      CompletableFuture<Turns.Turn> wish = next(wishes);
      var second = visits(asking, check("b").rcpt("s@mx.test"), mx);
      Checks.until(() -> asking.waiting() == 2);

      wish.complete(turn(0));
      assertThat(Checks.results(List.of(first, second))).allMatch(ProbeResult::up);
      assertThat(mx.awaitSessions(1, SOON)).hasSize(1);
      assertThat(wishes).isEmpty();
    }
  }

  @Test
  void theTurnIsGivenBackWithWhatWasAskedAndHowLongTheAddressIsClosed()
      throws InterruptedException {
    try (var mx = ScriptedSmtp.on("127.41.1.1", 0).answering(r -> r.contains("no") ? NO : OK)) {
      Checks check = check("a").rcpt("no1@mx.test", "yes@mx.test", "no2@mx.test");
      var visited = visits(asking, check, mx);
      next(wishes).complete(turn(0));
      Checks.result(visited);

      Ended end = next(ends);
      assertThat(end.asked()).isEqualTo(2);
      assertThat(end.closed()).isEqualTo(GAP);
      assertThat(ends).isEmpty();
    }
  }

  @Test
  void whatOthersAskedIsMissingInTheBudgetForThisTurn() throws InterruptedException {
    try (var mx = answering(NO)) {
      Checks check = check("a").rcpt("1@mx.test", "2@mx.test", "3@mx.test", "4@mx.test");
      var visited = visits(asking, check, mx);
      next(wishes).complete(turn(3));

      assertThat(Checks.result(visited).recipients())
          .filteredOn(recipient -> recipient.verdict() != Verdict.UNASKED)
          .hasSize(1);
      assertThat(next(ends).asked()).isEqualTo(1);
    }
  }

  @Test
  void whereOthersAskedForMoreThanThereIsNobodyIsAskedFor() throws InterruptedException {
    try (var mx = answering(NO)) {
      var visited = visits(asking, check("a").rcpt("1@mx.test", "2@mx.test"), mx);
      next(wishes).complete(turn(100));

      assertThat(Checks.result(visited).recipients())
          .allMatch(recipient -> recipient.verdict() == Verdict.UNASKED);
      assertThat(next(ends).asked()).isZero();
    }
  }

  @Test
  void aHostThatHadEnoughIsClosedForLonger() throws InterruptedException {
    try (var mx = playing("S: 421 4.7.0 too many connections\nC: QUIT\nS: 221 bye")) {
      var visited = visits(asking, check("a").rcpt("r@mx.test"), mx);
      next(wishes).complete(turn(0));
      Checks.result(visited);

      assertThat(next(ends).closed()).isGreaterThan(Duration.ofSeconds(1));
    }
  }

  @Test
  void whereNobodyWaitsAnyMoreTheWishIsTakenBack() throws InterruptedException {
    try (var mx = answering(OK)) {
      Visit visit = check("a").visit(mx.address());
      var turnedAway = Checks.async(() -> asking.visit(visit, LATE));
      CompletableFuture<Turns.Turn> wish = next(wishes);
      asking.withdraw(visit);
      assertThat(Checks.end(turnedAway)).isInstanceOf(Visit.TurnedAway.class);
      Checks.until(wish::isCancelled);
      assertThat(mx.sessions()).isEmpty();
    }
  }

  @Test
  void whoGivesUpWhileItWaitsForTheTurnIsTurnedAwayAndTheNextOneWishesAnew()
      throws InterruptedException {
    try (var mx = answering(OK)) {
      Visit late = check("a").visit(mx.address());
      assertThat(asking.visit(late, Deadline.in(Duration.ofMillis(30))))
          .isInstanceOf(Visit.TurnedAway.class);
      CompletableFuture<Turns.Turn> first = next(wishes);
      Checks.until(first::isCancelled);

      var visited = visits(asking, check("b"), mx);
      next(wishes).complete(turn(0));
      assertThat(Checks.result(visited).up()).isTrue();
    }
  }

  @Test
  void closingTurnsAwayWhoWaitsForATurn() throws InterruptedException {
    try (var mx = answering(OK)) {
      var visited = visits(asking, check("a"), mx);
      CompletableFuture<Turns.Turn> wish = next(wishes);
      asking.close();
      assertThat(Checks.end(visited)).isInstanceOf(Visit.TurnedAway.class);
      Checks.until(wish::isCancelled);
    }
  }

  @Test
  void nobodyIsAskedAboutAddressesAtHome() {
    Network own = new Network(InetAddress.ofLiteral("127.0.0.0"), 8);
    Lanes atHome = new Lanes(new Manners(GAP, 4, List.of(own), 100), open, this::wished);
    try (var mx = answering(OK)) {
      var all = checks(3).stream().map(check -> visits(atHome, check, mx)).toList();
      assertThat(Checks.results(all)).allMatch(ProbeResult::up);
      assertThat(wishes).isEmpty();
    }
  }
}
