package mxping.courtesy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;
import mxping.probe.Finding;
import mxping.probe.Phase;
import mxping.probe.ProbeResult;
import mxping.probe.Reason;
import mxping.smtp.Capabilities;
import mxping.smtp.Deadline;
import org.junit.jupiter.api.Test;

/** The queue alone, before a host that does what the test says. */
class LaneTest {
  private static final Deadline LATE = Deadline.in(Duration.ofMinutes(5));
  private static final Finding FINE = Finding.of(Phase.CONNECT, Reason.NONE, "");

  private final Places places = new Places(2);
  private final LinkedBlockingQueue<String> served = new LinkedBlockingQueue<>();
  private final Semaphore doors = new Semaphore(0);
  private final AtomicInteger inside = new AtomicInteger();
  private final AtomicInteger mostInside = new AtomicInteger();
  private volatile long pauseNanos;
  private final Lane lane = new Lane(places, this::serve);

  /** Serves one visit alone, as soon as the test opens the door. */
  private void serve(Visit visit, Lane.Others others, Turns.Turn turn, LongConsumer opensAt) {
    mostInside.accumulateAndGet(inside.incrementAndGet(), Math::max);
    served.add(visit.key());
    acquire(doors);
    inside.decrementAndGet();
    opensAt.accept(System.nanoTime() + pauseNanos);
    if (visit.key().equals("broken")) {
      visit.broken(new IllegalStateException("ours"));
    } else {
      visit.served(result());
    }
  }

  static void acquire(Semaphore semaphore) {
    try {
      if (!semaphore.tryAcquire(20, TimeUnit.SECONDS)) {
        throw new AssertionError("waited in vain");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ProbeResult result() {
    return new ProbeResult(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), 25),
        Duration.ZERO,
        List.of(),
        List.of(),
        FINE,
        List.of(),
        Capabilities.NONE,
        Optional.empty(),
        Optional.empty(),
        List.of());
  }

  private static Visit visit(String key) {
    return Checks.check(key).visit(new InetSocketAddress(InetAddress.getLoopbackAddress(), 25));
  }

  private CompletableFuture<Visit.Visited> comes(Visit visit, Deadline giveUp) {
    return Checks.async(() -> lane.visit(visit, giveUp));
  }

  private CompletableFuture<Visit.Visited> comes(String key) {
    return comes(visit(key), LATE);
  }

  private String nextServed() throws InterruptedException {
    String key = served.poll(20, TimeUnit.SECONDS);
    if (key == null) {
      throw new AssertionError("nobody was served");
    }
    return key;
  }

  private void awaitWaiting(int count) {
    Checks.until(() -> lane.waiting() == count);
  }

  @Test
  void oneIsServedAtATimeAndAllAreServed() {
    doors.release(500);
    List<CompletableFuture<Visit.Visited>> all = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      all.add(comes("v" + i));
    }
    all.forEach(one -> assertThat(Checks.end(one)).isInstanceOf(Visit.Served.class));
    assertThat(mostInside).hasValue(1);
    assertThat(served).hasSize(500).doesNotHaveDuplicates();
    assertThat(lane.waiting()).isZero();
    Checks.until(() -> lane.forget(0));
    assertThat(places.taken()).isZero();
  }

  @Test
  void theLaneIsFreeAgainAfterEachRound() throws InterruptedException {
    for (int i = 0; i < 50; i++) {
      var first = comes("a");
      var second = comes("b");
      doors.release(2);
      Checks.end(first);
      Checks.end(second);
      nextServed();
      nextServed();
    }
  }

  @Test
  void whoWasServedLongestAgoComesFirst() throws InterruptedException {
    doors.release(3);
    for (String key : List.of("a", "b", "c")) {
      Checks.end(comes(key));
      nextServed();
    }
    var holding = comes("holding");
    assertThat(nextServed()).isEqualTo("holding");
    List<CompletableFuture<Visit.Visited>> all = new ArrayList<>();
    int waiting = 0;
    for (String key : List.of("c", "new", "b", "a")) {
      all.add(comes(key));
      awaitWaiting(++waiting);
    }
    doors.release(5);
    Checks.end(holding);
    all.forEach(Checks::end);
    List<String> order = List.of(nextServed(), nextServed(), nextServed(), nextServed());
    assertThat(order).containsExactly("new", "a", "b", "c");
  }

  @Test
  void whoWithdrawsIsTurnedAwayAndHoldsUpNobody() throws InterruptedException {
    var holding = comes("holding");
    nextServed();
    Visit visit = visit("a");
    var turnedAway = comes(visit, LATE);
    awaitWaiting(1);
    lane.withdraw(visit);
    assertThat(Checks.end(turnedAway)).isInstanceOf(Visit.TurnedAway.class);
    assertThat(lane.waiting()).isZero();
    var next = comes("b");
    doors.release(2);
    Checks.end(holding);
    assertThat(Checks.end(next)).isInstanceOf(Visit.Served.class);
    assertThat(nextServed()).isEqualTo("b");
  }

  @Test
  void whoGivesUpIsTurnedAwayByItself() throws InterruptedException {
    var holding = comes("holding");
    nextServed();
    var late = comes(visit("a"), Deadline.in(Duration.ofMillis(30)));
    assertThat(Checks.end(late)).isInstanceOf(Visit.TurnedAway.class);
    doors.release();
    Checks.end(holding);
    assertThat(served).isEmpty();
  }

  @Test
  void whoseTurnHasComeIsServedHoweverLate() throws InterruptedException {
    Visit visit = visit("a");
    var going = comes(visit, Deadline.in(Duration.ofMillis(1)));
    nextServed();
    lane.withdraw(visit);
    assertThat(visit.goesOn()).isTrue();
    doors.release();
    assertThat(Checks.end(going)).isInstanceOf(Visit.Served.class);
    assertThat(visit.goesOn()).isFalse();
  }

  @Test
  void whoWithdrewBeforeComingIsTurnedAwayAtOnce() {
    Visit visit = visit("a");
    visit.withdraw(OptionalLong.empty());
    assertThat(lane.visit(visit, LATE)).isInstanceOf(Visit.TurnedAway.class);
    assertThat(places.taken()).isZero();
    doors.release();
    assertThat(lane.visit(visit("b"), LATE)).isInstanceOf(Visit.Served.class);
  }

  @Test
  void whoIsTurnedAwayFromAClosedLaneHearsWhenItOpens() {
    pauseNanos = Duration.ofMinutes(2).toNanos();
    doors.release();
    Checks.end(comes("a"));
    var away = (Visit.TurnedAway) Checks.end(comes(visit("b"), Deadline.in(Duration.ofMillis(20))));
    assertThat(Duration.ofNanos(away.opens().orElseThrow()))
        .isBetween(Duration.ofSeconds(100), Duration.ofSeconds(120));
    assertThat(away.waited()).isGreaterThanOrEqualTo(Duration.ofMillis(20));
  }

  @Test
  void withdrawalsAndTurnsInTheSameMomentLoseNobody() {
    doors.release(2000);
    List<CompletableFuture<Visit.Visited>> all = new ArrayList<>();
    List<CompletableFuture<Void>> withdrawals = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      Visit visit = visit("v" + i);
      all.add(comes(visit, LATE));
      if (i % 2 == 0) {
        withdrawals.add(CompletableFuture.runAsync(() -> lane.withdraw(visit)));
      }
    }
    all.forEach(Checks::end);
    withdrawals.forEach(Checks::end);
    assertThat(mostInside).hasValue(1);
    assertThat(Checks.end(comes("last"))).isInstanceOf(Visit.Served.class);
    Checks.until(() -> lane.forget(0));
    assertThat(places.taken()).isZero();
  }

  @Test
  void aBugReachesItsVisitorAndTheLaneLives() {
    doors.release(2);
    assertThatThrownBy(() -> Checks.end(comes("broken")))
        .isInstanceOf(CompletionException.class)
        .hasRootCauseMessage("ours");
    assertThat(Checks.end(comes("a"))).isInstanceOf(Visit.Served.class);
  }

  @Test
  void whoWaitsForAPlaceInFlightHasNotHadItsTurn() throws InterruptedException {
    places.take();
    places.take();
    Visit visit = visit("a");
    var late = comes(visit, Deadline.in(Duration.ofMillis(50)));
    awaitWaiting(1);
    assertThat(visit.goesOn()).isFalse();
    assertThat(Checks.end(late)).isInstanceOf(Visit.TurnedAway.class);
    var patient = comes("b");
    awaitWaiting(1);
    doors.release();
    places.free();
    assertThat(Checks.end(patient)).isInstanceOf(Visit.Served.class);
    assertThat(nextServed()).isEqualTo("b");
    places.free();
    Checks.until(() -> places.taken() == 0);
  }

  @Test
  void aLaneIsForgottenOnlyWhenNobodyIsThereOrAboutToCome() throws InterruptedException {
    pauseNanos = Duration.ofMillis(1).toNanos();
    lane.expect();
    assertThat(lane.forget(0)).isFalse();
    lane.left();
    var holding = comes("a");
    nextServed();
    assertThat(lane.forget(0)).isFalse();
    doors.release();
    Checks.end(holding);
    assertThat(lane.forget(Duration.ofDays(1).toNanos())).isFalse();
    Checks.until(() -> lane.forget(0));
  }
}
