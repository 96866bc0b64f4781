package mxping.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import mxping.check.Cadence;
import mxping.check.Check;
import mxping.check.Dns;
import mxping.check.Expectations;
import mxping.check.Family;
import mxping.check.Target;
import mxping.check.Timeouts;
import mxping.check.Tls;
import mxping.check.Until;
import mxping.run.Due;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimetableTest {
  private static final Duration SHORT = Duration.ofMillis(200);
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final LinkedBlockingQueue<Firing> firings = new LinkedBlockingQueue<>();

  static Check check(String name, Cadence cadence) {
    return new Check(
        name,
        new Target.Self(),
        25,
        cadence,
        Duration.ofSeconds(45),
        Timeouts.DEFAULT,
        Dns.SYSTEM,
        Optional.empty(),
        Family.ANY,
        Check.Addresses.FIRST,
        Until.EHLO,
        Tls.OFF,
        Optional.empty(),
        Optional.empty(),
        "",
        List.of(),
        false,
        Check.NullMx.FAILED,
        Expectations.NONE,
        Map.of(),
        Optional.empty());
  }

  private static Check every(String name, Duration interval) {
    return check(name, new Cadence.Every(interval));
  }

  private Timetable started(Consumer<Firing> round) {
    Timetable timetable =
        new Timetable(
            round,
            (name, bug) -> {
              throw new AssertionError(name, bug);
            });
    timetable.start();
    return timetable;
  }

  /** The next firing of the check. */
  private Firing next(String check) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      Firing firing = firings.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (firing == null) {
        throw new AssertionError("no round of " + check + " within " + PATIENCE);
      }
      if (firing.check().equals(check)) {
        return firing;
      }
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      if (!latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError("waited in vain");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void roundsComeAtAFixedRate() throws InterruptedException {
    try (Timetable timetable = started(firings::add)) {
      Due first = timetable.plan(every("a", SHORT));
      Instant planned = first.planned();
      long rounds = 0;
      for (int i = 0; i < 8; i++) {
        Firing firing = next("a");
        rounds += firing.missed();
        assertThat(firing.due().planned()).isEqualTo(planned.plus(SHORT.multipliedBy(rounds)));
        assertThat(firing.due().next()).isEqualTo(firing.due().planned().plus(SHORT));
        assertThat(firing.due().following()).isEqualTo(firing.due().next().plus(SHORT));
        rounds++;
      }
    }
  }

  @Test
  void theFirstRoundComesWhenItWasSaidTo() throws InterruptedException {
    try (Timetable timetable = started(firings::add)) {
      Due first = timetable.plan(every("a", Duration.ofSeconds(60)));
      assertThat(next("a").due()).isEqualTo(first);
    }
  }

  @Test
  void aTimetableStandsStillUntilItIsStarted() throws InterruptedException {
    try (Timetable timetable = new Timetable(firings::add, (name, bug) -> firings.clear())) {
      Due first = timetable.plan(every("a", Duration.ofSeconds(60)));
      assertThat(firings).isEmpty();
      timetable.start();
      assertThat(next("a").due().planned()).isAfterOrEqualTo(first.planned());
    }
  }

  @Test
  void roundsThatHangDelayNoOther() throws InterruptedException {
    CountDownLatch never = new CountDownLatch(1);
    CountDownLatch hanging = new CountDownLatch(200);
    try (Timetable timetable =
        started(
            firing -> {
              firings.add(firing);
              if (firing.check().startsWith("hangs")) {
                hanging.countDown();
                await(never);
              }
            })) {
      for (int i = 0; i < 100; i++) {
        timetable.plan(every("hangs" + i, SHORT));
      }
      timetable.plan(every("a", SHORT));
      await(hanging);
      firings.clear();
      for (int i = 0; i < 5; i++) {
        next("a");
      }
      never.countDown();
      timetable.stop();
      assertThat(timetable.awaitRounds(PATIENCE)).isTrue();
    }
  }

  @Test
  void aCheckThatStillRunsIsFiredAgain() throws InterruptedException {
    CountDownLatch three = new CountDownLatch(3);
    CountDownLatch over = new CountDownLatch(1);
    try (Timetable timetable =
        started(
            firing -> {
              three.countDown();
              await(over);
            })) {
      timetable.plan(every("a", SHORT));
      await(three);
      over.countDown();
    }
  }

  @Test
  void roundsRunOnVirtualThreads() throws InterruptedException {
    LinkedBlockingQueue<Boolean> virtual = new LinkedBlockingQueue<>();
    try (Timetable timetable = started(f -> virtual.add(Thread.currentThread().isVirtual()))) {
      timetable.plan(every("a", SHORT));
      assertThat(virtual.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void aCancelledCheckComesNoMoreAndMayBePlannedAgain() throws InterruptedException {
    try (Timetable timetable = started(firings::add)) {
      timetable.plan(every("a", SHORT));
      next("a");
      timetable.cancel("a");
      timetable.awaitRounds(PATIENCE);
      firings.clear();
      timetable.plan(every("b", SHORT));
      for (int i = 0; i < 4; i++) {
        assertThat(firings.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS))
            .extracting(Firing::check)
            .isEqualTo("b");
      }
      Due again = timetable.plan(every("a", SHORT));
      Firing first = next("a");
      assertThat(first.due()).isEqualTo(again);
      assertThat(first.missed()).isZero();
    }
  }

  @Test
  void cancellingWhatIsNotPlannedDoesNothing() {
    try (Timetable timetable = started(firings::add)) {
      timetable.cancel("nobody");
    }
    assertThat(firings).isEmpty();
  }

  @Test
  void checksArePlannedWhileOthersRun() throws InterruptedException {
    try (Timetable timetable = started(firings::add)) {
      for (int i = 0; i < 20; i++) {
        timetable.plan(every("c" + i, SHORT));
        next("c" + i);
      }
      next("c0");
    }
  }

  @Test
  void aBugIsHandedOnAndTheScheduleLives() throws InterruptedException {
    Queue<String> bugs = new ConcurrentLinkedQueue<>();
    CountDownLatch three = new CountDownLatch(3);
    try (Timetable timetable =
        new Timetable(
            firing -> {
              firings.add(firing);
              if (firing.check().equals("broken")) {
                throw new StackOverflowError("ours");
              }
            },
            (name, bug) -> {
              bugs.add(name + " " + bug.getMessage());
              three.countDown();
            })) {
      timetable.start();
      timetable.plan(every("broken", SHORT));
      timetable.plan(every("a", SHORT));
      await(three);
      next("a");
    }
    assertThat(bugs).containsOnly("broken ours");
  }

  @Test
  void aCronExpressionFiresByTheSecond() throws InterruptedException {
    try (Timetable timetable = started(firings::add)) {
      timetable.plan(check("c", new Cadence.Cron("* * * * * ?", ZoneId.of("UTC"))));
      for (int i = 0; i < 2; i++) {
        assertThat(next("c").due().planned().toEpochMilli() % 1000).isZero();
      }
    }
  }

  @Test
  void whoStopsWaitsForRoundsThatHaveBegun() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch over = new CountDownLatch(1);
    try (Timetable timetable =
        started(
            firing -> {
              begun.countDown();
              await(over);
            })) {
      timetable.plan(every("a", Duration.ofSeconds(60)));
      await(begun);
      timetable.stop();
      assertThat(timetable.awaitRounds(Duration.ofMillis(50))).isFalse();
      over.countDown();
      assertThat(timetable.awaitRounds(PATIENCE)).isTrue();
    }
  }

  @Test
  void noRoundBeginsOnceItIsStopped() throws InterruptedException {
    try (Timetable timetable = started(firings::add);
        Timetable other = started(firings::add)) {
      for (int i = 0; i < 10; i++) {
        timetable.plan(every("a" + i, SHORT));
      }
      next("a9");
      timetable.stop();
      assertThat(timetable.awaitRounds(PATIENCE)).isTrue();
      other.plan(every("b", SHORT));
      next("b");
      firings.clear();
      for (int i = 0; i < 4; i++) {
        assertThat(firings.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS))
            .extracting(Firing::check)
            .isEqualTo("b");
      }
    }
  }

  @Test
  void stoppingWithNothingToDoIsDoneAtOnce() throws InterruptedException {
    try (Timetable timetable = started(firings::add)) {
      timetable.stop();
      assertThat(timetable.awaitRounds(Duration.ofMillis(1))).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0 0/5 * * * ?",
        "0 0/5 * * * ? *",
        "0 0 9 ? * MON-FRI",
        "0 0 12 L * ?",
        "0 0 0 29 2 ?",
        "* * * * * ?"
      })
  void aCronExpressionThatCanBeUsedHasNoProblem(String expression) {
    assertThat(Timetable.cronProblem(expression)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "*",
        "*/5 * * * *",
        "0 0 0 * *",
        "0 0 0 * * *",
        "61 * * * * ?",
        "0 0 25 * * ?",
        "0 0 0 ? * FUNDAY",
        "never"
      })
  void aCronExpressionThatIsNoneIsExplained(String expression) {
    assertThat(Timetable.cronProblem(expression)).get().asString().isNotBlank();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0 0 0 31 2 ?", "0 0 0 1 1 ? 2020"})
  void aCronExpressionThatIsOverOrNeverComesIsAProblem(String expression) {
    assertThat(Timetable.cronProblem(expression)).hasValue("never fires again");
  }
}
