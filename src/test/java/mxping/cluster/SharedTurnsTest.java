package mxping.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import mxping.courtesy.Turns;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Members that take turns at one address, as the mail host sees them. */
class SharedTurnsTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration MINUTE = Duration.ofSeconds(60);

  private static Rota three(int seed) {
    return new Rota("192.0.2." + (1 + seed), new Random(seed))
        .join("a", "b", "c")
        .passes(SECOND.multipliedBy(2));
  }

  private static Turns.Turn granted(CompletableFuture<Turns.Turn> wish) {
    assertThat(wish).isCompleted();
    return wish.join();
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void oneConnectionAtATimeWithTheGapBetweenWhoeverConnects(int seed) {
    Rota rota = three(seed);
    rota.all().forEach(Rota.Member::visits);
    rota.passes(Duration.ofMinutes(10));

    assertThat(rota.tooEarly(Rota.GAP)).isZero();
    assertThat(rota.connections()).as("in 600 s").hasSizeGreaterThan(230);
    assertThat(rota.all())
        .as("all get their share")
        .allSatisfy(member -> assertThat(rota.count(member)).isGreaterThan(70));
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void lostLettersCostTimeAndAtMostALittleCourtesy(int seed) {
    Rota rota = three(seed).losing(0.02);
    rota.all().forEach(Rota.Member::visits);
    rota.passes(Duration.ofMinutes(10));

    assertThat(rota.connections()).hasSizeGreaterThan(80);
    assertThat(rota.tooEarly(Rota.GAP)).isLessThan(rota.connections().size() / 20);
    assertThat(rota.longestPause()).isLessThan(SharedTurns.LEASE.plus(SECOND.multipliedBy(5)));
    assertThat(rota.all()).allSatisfy(member -> assertThat(rota.count(member)).isGreaterThan(20));
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void theBudgetIsThatOfAllTogether(int seed) {
    Rota rota = three(seed);
    rota.all().forEach(member -> member.asks(3, 5).visits());
    rota.passes(Duration.ofMinutes(10));

    assertThat(rota.mostAskedInAMinute()).isEqualTo(5);
  }

  @Test
  void backOffHoldsForAll() {
    Rota rota = three(1);
    Rota.Member refused = rota.guests().getFirst().staysAway(Duration.ofMinutes(15));
    refused.visits();
    rota.passes(SECOND);
    refused.staysAway(Rota.GAP);
    rota.all().stream().filter(member -> member != refused).forEach(Rota.Member::visits);

    rota.passes(Duration.ofMinutes(14));
    assertThat(rota.connections()).hasSize(1);

    rota.passes(Duration.ofMinutes(2));
    assertThat(rota.connections()).hasSizeGreaterThan(10);
    assertThat(rota.tooEarly(Rota.GAP)).isZero();
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void whoComesToKeepTheLaneHearsOfTheTurnThatIsHeld(int seed) {
    Rota rota = three(seed);
    Rota.Member holder = rota.guests().getFirst();
    Turns.Turn held = take(rota, holder);
    rota.keeper().dies();
    rota.notices(Duration.ofMillis(500)).passes(SECOND.multipliedBy(2));

    Rota.Member other =
        rota.all().stream().filter(member -> member != holder).findFirst().orElseThrow();
    CompletableFuture<Turns.Turn> wish = rota.wish(other);
    rota.passes(MINUTE);
    assertThat(wish).isNotDone();

    held.end(1, Rota.GAP);
    rota.passes(Rota.GAP.minusMillis(100));
    assertThat(wish).isNotDone();
    rota.passes(SECOND);
    assertThat(granted(wish).elsewhere()).isEqualTo(1);
  }

  private static Turns.Turn take(Rota rota, Rota.Member member) {
    CompletableFuture<Turns.Turn> wish = rota.wish(member);
    rota.passes(Duration.ofMillis(100));
    return granted(wish);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void whoComesToKeepTheLaneHearsWhatWasAskedAndHowLongTheAddressIsClosed(int seed) {
    Rota rota = three(seed);
    Rota.Member first = rota.guests().getFirst();
    Turns.Turn turn = take(rota, first);
    turn.end(3, Duration.ofSeconds(30));
    rota.passes(SECOND);
    rota.keeper().dies();
    rota.notices(Duration.ofMillis(500)).passes(SECOND.multipliedBy(2));

    Rota.Member other =
        rota.all().stream().filter(member -> member != first).findFirst().orElseThrow();
    CompletableFuture<Turns.Turn> wish = rota.wish(other);
    rota.passes(Duration.ofSeconds(26));
    assertThat(wish).as("29 s later").isNotDone();
    rota.passes(SECOND.multipliedBy(2));
    assertThat(granted(wish).elsewhere()).isEqualTo(3);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void whileTheKeeperDiesOneConnectionOverlapsAtMost(int seed) {
    Rota rota = three(seed);
    rota.all().forEach(Rota.Member::visits);
    rota.passes(Duration.ofSeconds(100 + seed));
    assertThat(rota.tooEarly(Rota.GAP)).isZero();

    rota.keeper().dies();
    rota.passes(Duration.ofMillis(1700)).notices(Duration.ofMillis(300));
    rota.passes(Duration.ofMinutes(5));
    assertThat(rota.tooEarly(Rota.GAP)).isLessThanOrEqualTo(1);
    assertThat(rota.all())
        .hasSize(2)
        .allSatisfy(member -> assertThat(rota.count(member)).isGreaterThan(60));
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void whoeverJoinsNobodyOverlaps(int seed) {
    Rota rota = three(seed);
    rota.all().forEach(Rota.Member::visits);
    for (String name : List.of("d", "e", "f", "g")) {
      rota.passes(Duration.ofSeconds(20)).join(name);
      rota.passes(Duration.ofMillis(200)).member(name).visits();
    }
    rota.passes(Duration.ofMinutes(2));

    assertThat(rota.tooEarly(Rota.GAP)).isZero();
    assertThat(rota.count(rota.member("g"))).isGreaterThan(3);
  }

  @Test
  void whereTheKeeperSaysNothingForASecondItsHeirDecides() {
    Rota rota = three(1);
    rota.deaf(rota.name(rota.keeper()));
    CompletableFuture<Turns.Turn> first = rota.wish(rota.guests().getFirst());
    CompletableFuture<Turns.Turn> second = rota.wish(rota.guests().getLast());
    rota.passes(Duration.ofMillis(990));
    assertThat(List.of(first, second)).noneMatch(CompletableFuture::isDone);
    rota.passes(Duration.ofMillis(60));
    assertThat(List.of(first, second)).filteredOn(CompletableFuture::isDone).hasSize(1);
  }

  @Test
  void whereItsHeirSaysNothingEitherTheAgentDecidesAlone() {
    Rota rota = three(1);
    Rota.Member agent = rota.guests().getFirst();
    rota.all().stream().filter(member -> member != agent).map(rota::name).forEach(rota::deaf);
    CompletableFuture<Turns.Turn> wish = rota.wish(agent);
    rota.passes(Duration.ofMillis(2010));
    assertThat(granted(wish).elsewhere()).isZero();
  }

  @Test
  void whereTheOnlyOtherSaysNothingForASecondTheAgentDecidesAlone() {
    Rota rota = new Rota("192.0.2.1", new Random(1)).join("a", "b").passes(SECOND.multipliedBy(2));
    rota.deaf(rota.name(rota.keeper()));
    CompletableFuture<Turns.Turn> wish = rota.wish(rota.guests().getFirst());
    rota.passes(Duration.ofMillis(990));
    assertThat(wish).isNotDone();
    rota.passes(Duration.ofMillis(20));
    granted(wish);
  }

  @Test
  void aKeeperThatFallsSilentWhileOneWaitsIsWaitedForNoLonger() {
    Rota rota = three(1);
    take(rota, rota.guests().getFirst());
    CompletableFuture<Turns.Turn> wish = rota.wish(rota.guests().getLast());
    rota.passes(Duration.ofSeconds(10));
    assertThat(wish).as("the other's turn").isNotDone();

    rota.deaf(rota.name(rota.keeper()));
    rota.passes(Duration.ofMillis(3100));
    granted(wish);
  }

  @Test
  void aHolderThatDiesHoldsUpNobodyForLonger() {
    Rota rota = three(1);
    Rota.Member holder = rota.guests().getFirst();
    take(rota, holder);
    CompletableFuture<Turns.Turn> wish = rota.wish(rota.guests().getLast());
    holder.dies();
    rota.passes(SECOND.multipliedBy(3));
    assertThat(wish).isNotDone();

    rota.notices(Duration.ofMillis(50)).passes(SECOND.multipliedBy(2));
    granted(wish);
  }

  @Test
  void aTurnThatIsNotRenewedEnds() {
    Rota rota = three(1);
    Rota.Member holder = rota.guests().getFirst();
    take(rota, holder);
    CompletableFuture<Turns.Turn> wish = rota.wish(rota.guests().getLast());
    rota.passes(MINUTE);
    assertThat(wish).as("renewed for a minute").isNotDone();

    holder.dies();
    rota.passes(SharedTurns.LEASE.plus(SECOND));
    granted(wish);
  }

  @Test
  void aTurnThatIsNeverGivenBackEndsAllTheSame() {
    Rota rota = three(1);
    take(rota, rota.guests().getFirst());
    CompletableFuture<Turns.Turn> wish = rota.wish(rota.guests().getLast());
    rota.passes(Duration.ofMinutes(11));
    granted(wish);
  }

  @Test
  void whoWishesNoMoreHoldsUpNobody() {
    Rota rota = three(1);
    Turns.Turn first = take(rota, rota.keeper());
    CompletableFuture<Turns.Turn> second = rota.wish(rota.guests().getFirst());
    rota.passes(Duration.ofMillis(100));
    CompletableFuture<Turns.Turn> third = rota.wish(rota.guests().getLast());
    rota.passes(Duration.ofMillis(100));

    second.cancel(false);
    rota.passes(Duration.ofMillis(100));
    first.end(0, Duration.ZERO);
    rota.passes(Duration.ofMillis(100));
    granted(third);
  }

  /** The turn and the news that it is not wanted cross each other. */
  @Test
  void aTurnThatComesTooLateIsFree() {
    Rota rota = three(1);
    Rota.Member guest = rota.guests().getFirst();
    for (int millis = 0; millis < 45; millis++) {
      CompletableFuture<Turns.Turn> wish = rota.wish(guest);
      rota.passes(Duration.ofMillis(millis));
      if (!wish.cancel(false)) {
        wish.join().end(0, Duration.ZERO);
      }
      CompletableFuture<Turns.Turn> next = rota.wish(rota.guests().getLast());
      rota.passes(Duration.ofMillis(100));
      granted(next).end(0, Duration.ZERO);
    }
  }

  @Test
  void firstComeFirstServed() {
    Rota rota = three(1);
    Turns.Turn first = take(rota, rota.guests().getFirst());
    CompletableFuture<Turns.Turn> second = rota.wish(rota.guests().getLast());
    rota.passes(Duration.ofMillis(1500));
    CompletableFuture<Turns.Turn> third = rota.wish(rota.keeper());
    rota.passes(Duration.ofSeconds(5));

    first.end(0, Duration.ZERO);
    rota.passes(Duration.ofMillis(100));
    assertThat(third).isNotDone();
    granted(second).end(0, Duration.ZERO);
    rota.passes(Duration.ofMillis(100));
    granted(third);
  }

  @Test
  void whoKeepsTheLaneItselfWritesNoLetter() {
    Rota rota = three(1);
    CompletableFuture<Turns.Turn> wish = rota.wish(rota.keeper());

    granted(wish).end(2, Rota.GAP);
    rota.passes(MINUTE);
    assertThat(rota.letters()).isEmpty();
  }

  @Test
  void anAgentAloneHasItsTurnsAtOnceAndWritesNoLetter() {
    Rota rota = new Rota("192.0.2.1", new Random(1)).join("a");
    for (int i = 0; i < 20; i++) {
      granted(rota.wish(rota.member("a"))).end(1, Duration.ZERO);
    }
    assertThat(rota.letters()).isEmpty();
  }

  @Test
  void ownQuestionsAreNotElsewhere() {
    Rota rota = three(1);
    take(rota, rota.guests().getFirst()).end(3, Duration.ZERO);
    take(rota, rota.guests().getLast()).end(1, Duration.ZERO);
    rota.passes(SECOND);

    assertThat(take(rota, rota.guests().getFirst()).elsewhere()).isEqualTo(1);
  }

  @Test
  void wordsNobodyAskedForChangeNothing() {
    Rota rota = three(1);
    Rota.Member guest = rota.guests().getFirst();
    CompletableFuture<Turns.Turn> wish = guest.turns.wish(InetAddress.ofLiteral("192.0.2.99"));
    guest.turns.heard("x", new Letter.Turn(1, 3));
    guest.turns.heard("x", new Letter.Queued(-1));
    rota.passes(SECOND.multipliedBy(2));
    granted(wish);
  }
}
