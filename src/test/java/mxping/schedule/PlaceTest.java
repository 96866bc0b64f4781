package mxping.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import mxping.check.Cadence;
import mxping.check.Check;
import mxping.run.Due;
import mxping.schedule.Timetable.Planned;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rounds of checks that several agents take turns to run. */
class PlaceTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration NO_TIME = Duration.ZERO;
  private static final long PATIENCE_SECONDS = 20;

  private final LinkedBlockingQueue<Firing> firings = new LinkedBlockingQueue<>();

  @AutoClose
  private final Timetable timetable =
      new Timetable(
          firings::add,
          (name, bug) -> {
            throw new AssertionError(name, bug);
          });

  private static Check hourly(String name) {
    return TimetableTest.check(name, new Cadence.Every(HOUR));
  }

  /** The phase of a moment, some time from now, in an hour. */
  private static double phase(Duration fromNow) {
    long millis = Instant.now().plus(fromNow).toEpochMilli();
    return (double) Math.floorMod(millis, HOUR.toMillis()) / HOUR.toMillis();
  }

  @ParameterizedTest
  @CsvSource({
    "0,     2026-11-22T13:00:00Z",
    "0.25,  2026-11-22T12:15:00Z",
    "0.5,   2026-11-22T12:30:00Z",
    "0.999, 2026-11-22T12:59:56.400Z"
  })
  void aPhaseIsAMomentOfEachInterval(double phase, Instant first) {
    Instant noon = Instant.parse("2026-11-22T12:00:00Z");

    assertThat(Slots.at(phase, HOUR, noon)).isEqualTo(first);
    assertThat(Slots.at(phase, HOUR, first.minusMillis(1))).isEqualTo(first);
    assertThat(Slots.at(phase, HOUR, first)).isEqualTo(first.plus(HOUR));
  }

  @ParameterizedTest
  @CsvSource({"1", "30", "50", "99", "1000", "7000"})
  void theNextRoundIsNeverFurtherThanAnInterval(long millis) {
    Duration interval = Duration.ofMillis(millis);
    Instant now = Instant.parse("2026-11-22T12:00:00.123Z");

    Stream.of(0.0, 0.3, 0.7, Math.nextDown(1.0))
        .map(phase -> Slots.at(phase, interval, now))
        .forEach(first -> assertThat(first).isAfter(now).isBeforeOrEqualTo(now.plus(interval)));
  }

  @Test
  void whoeverPlansTheSameCheckBeginsItAtTheSameMoments() {
    Place place = new Place(phase(HOUR.dividedBy(2)), NO_TIME);
    try (Timetable other = new Timetable(firing -> {}, (name, bug) -> {})) {
      Due here = timetable.plan(hourly("a"), place).due();
      Due there = other.plan(hourly("a"), place).due();

      assertThat(here).isEqualTo(there);
      assertThat(here.next()).isEqualTo(here.planned().plus(HOUR));
    }
  }

  @Test
  void aRoundThatWasDueWhileNobodyLookedIsMadeUpAtOnce() throws Exception {
    timetable.start();

    Planned planned =
        timetable.plan(
            hourly("a"), new Place(phase(Duration.ofSeconds(-10)), Duration.ofSeconds(60)));

    assertThat(planned.overdue()).isTrue();
    assertThat(planned.due().planned()).isBefore(Instant.now());
    assertThat(planned.due().next()).isEqualTo(planned.due().planned().plus(HOUR));
    assertThat(planned.due().following()).isEqualTo(planned.due().next().plus(HOUR));

    timetable.makeUp("a", planned.due());

    Firing firing = firings.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    assertThat(firing).isNotNull();
    assertThat(firing.due()).isEqualTo(planned.due());
    assertThat(firing.lag()).isBetween(Duration.ofSeconds(9), Duration.ofSeconds(40));
    assertThat(firing.missed()).isZero();
  }

  @Test
  void aRoundThatWasDueBeforeThatWasSomebodyElses() {
    Planned planned =
        timetable.plan(
            hourly("a"), new Place(phase(Duration.ofSeconds(-60)), Duration.ofSeconds(10)));

    assertThat(planned.overdue()).isFalse();
    assertThat(planned.due().planned())
        .isBetween(Instant.now().plus(HOUR).minusSeconds(90), Instant.now().plus(HOUR));
  }

  @Test
  void aCronExpressionTellsItsMomentsByItself() {
    Check check = TimetableTest.check("a", new Cadence.Cron("0 0 0 1 1 ? 2099", ZoneId.of("UTC")));

    Planned planned = timetable.plan(check, new Place(0.5, HOUR));

    assertThat(planned.overdue()).isFalse();
    assertThat(planned.due().planned()).isEqualTo(Instant.parse("2099-01-01T00:00:00Z"));
  }

  @Test
  void thePulseBeatsAsLongAsTheTimetableGoes() throws Exception {
    LinkedBlockingQueue<Long> beats = new LinkedBlockingQueue<>();
    timetable.beat(() -> beats.add(System.nanoTime()));
    assertThat(beats).isEmpty();

    timetable.start();
    for (int beat = 0; beat < 3; beat++) {
      assertThat(beats.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).isNotNull();
    }

    timetable.stop();
    assertThat(timetable.awaitRounds(Duration.ofSeconds(PATIENCE_SECONDS))).isTrue();
    beats.clear();
    assertThat(beats.poll(2, TimeUnit.SECONDS)).isNull();
    assertThat(firings).isEmpty();
  }
}
