package mxping.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import mxping.check.Cadence;
import org.junit.jupiter.api.Test;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.Trigger;
import org.quartz.impl.JobExecutionContextImpl;
import org.quartz.impl.calendar.BaseCalendar;
import org.quartz.spi.OperableTrigger;
import org.quartz.spi.TriggerFiredBundle;

class RoundJobTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final JobDetail JOB = JobBuilder.newJob(RoundJob.class).withIdentity("j").build();

  private final List<Firing> firings = new ArrayList<>();
  private final List<Throwable> bugs = new ArrayList<>();
  private Runnable look = () -> {};
  private Instant now = NOON;
  private final RoundJob job =
      new RoundJob(firings::add, (check, bug) -> bugs.add(bug), () -> look.run(), () -> now);

  private static Trigger every(Duration interval) {
    return Triggers.every("a", interval, NOON);
  }

  private static Trigger hourly() {
    return Triggers.cron("a", new Cadence.Cron("0 0 * * * ?", ZoneId.of("UTC")));
  }

  private void fires(RoundJob job, Trigger trigger, Instant planned) {
    Date time = Date.from(planned);
    var bundle =
        new TriggerFiredBundle(
            JOB, (OperableTrigger) trigger, new BaseCalendar(), false, time, time, time, time);
    job.execute(new JobExecutionContextImpl(null, bundle, job));
  }

  private long missed(Trigger trigger, Instant planned) {
    fires(job, trigger, planned);
    return firings.getLast().missed();
  }

  @Test
  void roundsThatComeAsPlannedMissNone() {
    Trigger trigger = every(Duration.ofSeconds(60));
    for (int i = 0; i < 5; i++) {
      assertThat(missed(trigger, NOON.plusSeconds(60L * i))).isZero();
    }
  }

  @Test
  void roundsThatNeverCameAreCounted() {
    Trigger trigger = every(Duration.ofSeconds(60));
    missed(trigger, NOON);
    assertThat(missed(trigger, NOON.plusSeconds(240))).isEqualTo(3);
    assertThat(missed(trigger, NOON.plusSeconds(300))).isZero();
  }

  @Test
  void aWeekOfRoundsIsCountedToo() {
    Trigger trigger = every(Duration.ofSeconds(1));
    missed(trigger, NOON);
    assertThat(missed(trigger, NOON.plus(Duration.ofDays(7)))).isEqualTo(7 * 86_400 - 1);
  }

  @Test
  void roundsOfACronExpressionAreCounted() {
    Trigger trigger = hourly();
    Instant later = Instant.parse("2050-11-22T12:00:00Z");
    missed(trigger, later);
    assertThat(missed(trigger, later.plus(Duration.ofHours(6)))).isEqualTo(5);
  }

  @Test
  void nothingIsMissedBeforeTheFirstRoundOrAfterACancel() {
    Trigger trigger = every(Duration.ofSeconds(60));
    assertThat(missed(trigger, NOON.plusSeconds(600))).isZero();
    job.forget("a");
    assertThat(missed(trigger, NOON.plusSeconds(6000))).isZero();
  }

  @Test
  void nothingIsMissedWhereTheClockWasSet() {
    Trigger trigger = every(Duration.ofSeconds(60));
    missed(trigger, NOON);
    look = () -> job.forget("a");
    assertThat(missed(trigger, NOON.plusSeconds(3600))).isZero();
    look = () -> {};
    assertThat(missed(trigger, NOON.plusSeconds(3674)))
        .as("what the firing before it expected was by the old time")
        .isZero();
    assertThat(missed(trigger, NOON.plusSeconds(3854))).isEqualTo(3);
  }

  @Test
  void nothingIsMissedWhereTheClockWentBack() {
    Trigger trigger = every(Duration.ofSeconds(60));
    missed(trigger, NOON.plusSeconds(3600));
    assertThat(missed(trigger, NOON)).isZero();
  }

  @Test
  void aRoundThatComesEarlyIsNotLate() {
    fires(job, every(Duration.ofSeconds(60)), NOON.plusSeconds(5));
    assertThat(firings.getLast().lag()).isEqualTo(Duration.ZERO);
  }

  @Test
  void aRoundThatComesLateSaysByHowMuch() {
    now = NOON.plusMillis(4900);
    fires(job, every(Duration.ofSeconds(60)), NOON);
    assertThat(firings.getLast().lag()).isEqualTo(Duration.ofMillis(4900));
  }

  @Test
  void aRoundThatIsLateBeginsUnlessTheNextIsDue() {
    Trigger trigger = every(Duration.ofSeconds(60));
    now = NOON.plusSeconds(59);
    fires(job, trigger, NOON);
    now = NOON.plusSeconds(180);
    fires(job, trigger, NOON.plusSeconds(60));
    fires(job, trigger, NOON.plusSeconds(120));
    assertThat(firings).hasSize(1);
    assertThat(missed(trigger, NOON.plusSeconds(180))).isEqualTo(2);
    assertThat(firings).hasSize(2);
  }

  @Test
  void roundsThatCameTooLateBeforeTheFirstCountToo() {
    Trigger trigger = every(Duration.ofSeconds(60));
    now = NOON.plusSeconds(120);
    fires(job, trigger, NOON);
    fires(job, trigger, NOON.plusSeconds(60));
    assertThat(firings).isEmpty();
    assertThat(missed(trigger, NOON.plusSeconds(120))).isEqualTo(2);
  }

  @Test
  void aBugIsHandedOnWithItsCheck() {
    var bug = new AssertionError("ours");
    List<String> told = new ArrayList<>();
    RoundJob broken =
        new RoundJob(
            firing -> {
              throw bug;
            },
            (check, e) -> told.add(check + " " + e.getMessage()),
            () -> {},
            () -> NOON);
    fires(broken, every(Duration.ofSeconds(60)), NOON);
    assertThat(told).containsExactly("a ours");
  }
}
