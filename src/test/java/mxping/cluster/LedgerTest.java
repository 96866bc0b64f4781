package mxping.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What members are told who ask for turns, letter by letter. */
class LedgerTest {
  private static final String MX = "192.0.2.1";
  private static final long LEASE = 15_000;

  private final List<String> answers = new ArrayList<>();
  private final Waiting clock = new Waiting();
  private final Ledger ledger =
      new Ledger("a", (member, letter) -> answers.add(member + " " + letter), clock);

  /** A clock that goes when it is told. */
  private static final class Waiting implements Clockwork {
    private long now;
    private final List<Task> tasks = new ArrayList<>();

    private record Task(long at, Runnable task) {}

    @Override
    public long nanoTime() {
      return now;
    }

    @Override
    public void after(Duration time, Runnable task) {
      tasks.add(new Task(now + time.toNanos(), task));
    }

    void passes(Duration time) {
      now += time.toNanos();
      List<Task> due = tasks.stream().filter(task -> task.at() <= now).toList();
      tasks.removeAll(due);
      due.forEach(task -> task.task().run());
    }
  }

  /** All are known, and what they may have to say has been heard. */
  @BeforeEach
  void startsWithThree() {
    ledger.members(Set.of("a", "b", "c"));
    clock.passes(Ledger.LISTENING);
  }

  private void wish(String member, long id) {
    ledger.wish(member, new Letter.Wish(id, MX, LEASE));
  }

  private void done(String member, long id, int asked, long closedMillis) {
    ledger.done(member, new Letter.Done(id, MX, asked, closedMillis));
  }

  private List<String> told() {
    List<String> told = List.copyOf(answers);
    answers.clear();
    return told;
  }

  private static String turn(String member, long id, int elsewhere) {
    return member + " " + new Letter.Turn(id, elsewhere);
  }

  private static String queued(String member, long id) {
    return member + " " + new Letter.Queued(id);
  }

  @Test
  void oneHasTheTurnAndTheOthersAreQueued() {
    wish("a", 1);
    wish("b", 2);
    wish("c", 3);
    assertThat(told()).containsExactly(turn("a", 1, 0), queued("b", 2), queued("c", 3));

    done("a", 1, 2, 0);
    assertThat(told()).containsExactly(turn("b", 2, 2));
  }

  @Test
  void theNextTurnComesWhenTheAddressOpens() {
    wish("a", 1);
    wish("b", 2);
    done("a", 1, 0, 2000);
    told();

    clock.passes(Duration.ofMillis(1999));
    assertThat(told()).isEmpty();
    clock.passes(Duration.ofMillis(1));
    assertThat(told()).containsExactly(turn("b", 2, 0));
  }

  @Test
  void aTurnThatWasNotHeardOfIsSaidAgain() {
    wish("a", 1);
    wish("a", 1);
    assertThat(told()).containsExactly(turn("a", 1, 0), turn("a", 1, 0));
  }

  @Test
  void aNewWishSaysThatTheTurnBeforeIsOver() {
    wish("a", 1);
    wish("a", 2);
    assertThat(told()).containsExactly(turn("a", 1, 0), turn("a", 2, 0));
  }

  @Test
  void aWishThatIsNotSaidAgainIsForgotten() {
    wish("a", 1);
    wish("b", 2);
    clock.passes(Duration.ofSeconds(2));
    wish("c", 3);
    clock.passes(Duration.ofSeconds(1));
    told();

    done("a", 1, 0, 0);
    assertThat(told()).containsExactly(turn("c", 3, 0));
  }

  @Test
  void whoSaysItAgainKeepsItsPlace() {
    wish("a", 1);
    wish("b", 2);
    wish("c", 3);
    wish("b", 2);
    told();

    done("a", 1, 0, 0);
    assertThat(told()).containsExactly(turn("b", 2, 0));
  }

  @Test
  void whatIsSaidTwiceCountsOnce() {
    done("a", 1, 2, 0);
    done("a", 1, 2, 0);
    done("a", 2, 1, 0);
    wish("b", 3);
    assertThat(told()).containsExactly(turn("b", 3, 3));
  }

  @Test
  void whatComesLateBringsNothingBack() {
    done("a", 1, 0, 0);
    wish("a", 1);
    ledger.held("a", new Letter.Held(1, MX, LEASE));
    wish("b", 2);
    assertThat(told()).containsExactly(turn("b", 2, 0));
  }

  @Test
  void questionsCountForAMinute() {
    done("a", 1, 2, 0);
    clock.passes(Duration.ofSeconds(59));
    wish("b", 2);
    done("b", 2, 0, 0);
    clock.passes(Duration.ofSeconds(1));
    wish("b", 3);
    assertThat(told()).containsExactly(turn("b", 2, 2), turn("b", 3, 0));
  }

  @Test
  void whoLeavesIsNeitherServedNorWaitedFor() {
    wish("a", 1);
    wish("b", 2);
    wish("c", 3);
    told();

    ledger.members(Set.of("c"));
    assertThat(told()).containsExactly(turn("c", 3, 0));
  }

  @Test
  void whoIsNotKnownYetWaitsToBeKnown() {
    wish("d", 1);
    wish("a", 2);
    assertThat(told()).containsExactly(queued("d", 1), turn("a", 2, 0));

    done("a", 2, 0, 0);
    assertThat(told()).isEmpty();
    ledger.members(Set.of("a", "b", "c", "d"));
    clock.passes(Ledger.LISTENING);
    assertThat(told()).containsExactly(turn("d", 1, 0));
  }

  @Test
  void afterAChangeItListensBeforeItGivesTurns() {
    ledger.members(Set.of("a", "b"));
    wish("a", 1);
    assertThat(told()).containsExactly(queued("a", 1));

    ledger.held("b", new Letter.Held(7, MX, LEASE));
    clock.passes(Ledger.LISTENING);
    assertThat(told()).isEmpty();

    done("b", 7, 0, 0);
    assertThat(told()).containsExactly(turn("a", 1, 0));
  }

  @Test
  void afterAChangeThatNobodyHasATurnFromItWaitsForASecond() {
    ledger.members(Set.of("a", "b"));
    wish("a", 1);
    told();

    clock.passes(Ledger.LISTENING);
    assertThat(told()).containsExactly(turn("a", 1, 0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "mx.example.com", "192.0.2.256", "::g", "192.0.2.1:25"})
  void whatIsNoAddressIsPassedOver(String text) {
    ledger.wish("a", new Letter.Wish(1, text, LEASE));
    ledger.held("a", new Letter.Held(1, text, LEASE));
    ledger.done("a", new Letter.Done(1, text, 1, 1));
    assertThat(told()).isEmpty();
    assertThat(ledger.known()).isZero();
  }

  @Test
  void anAddressIsTheSameHoweverWritten() {
    ledger.wish("a", new Letter.Wish(1, "2001:db8::1", LEASE));
    ledger.wish("b", new Letter.Wish(2, "2001:DB8:0:0:0:0:0:1", LEASE));
    assertThat(told()).containsExactly(turn("a", 1, 0), queued("b", 2));
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MIN_VALUE, -1, 0, Long.MAX_VALUE})
  void absurdLeasesAreBroughtWithinBounds(long lease) {
    ledger.wish("a", new Letter.Wish(1, MX, lease));
    assertThat(told()).containsExactly(turn("a", 1, 0));
    clock.passes(Duration.ofMinutes(10));
    wish("b", 2);
    assertThat(told()).containsExactly(turn("b", 2, 0));
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MIN_VALUE, -1, Long.MAX_VALUE})
  void absurdPausesAreBroughtWithinBounds(long closed) {
    done("a", 1, Integer.MIN_VALUE, closed);
    clock.passes(Duration.ofHours(1));
    wish("b", 2);
    assertThat(told()).containsExactly(turn("b", 2, 0));
  }

  @Test
  void whatThousandsOfLettersSayStaysWithinBounds() {
    for (int i = 0; i < 5000; i++) {
      done("a", i, Integer.MAX_VALUE, 0);
    }
    wish("b", 1);
    assertThat(told()).containsExactly(turn("b", 1, 1000 * 10_000));
  }

  @Test
  void quietAddressesAreForgotten() {
    for (int i = 0; i < 200; i++) {
      ledger.wish("a", new Letter.Wish(i, "192.0.2." + i, LEASE));
      ledger.done("a", new Letter.Done(i, "192.0.2." + i, 1, 2000));
    }
    assertThat(ledger.known()).isEqualTo(200);

    clock.passes(Duration.ofSeconds(61));
    ledger.wish("a", new Letter.Wish(1, "198.51.100.1", LEASE));
    assertThat(ledger.known()).isEqualTo(1);
  }
}
