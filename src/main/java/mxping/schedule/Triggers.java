package mxping.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.TimeZone;
import mxping.check.Cadence;
import mxping.run.Due;
import org.quartz.CronScheduleBuilder;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.SimpleTrigger;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;

/** Quartz's triggers, made and read. */
final class Triggers {
  /** Where a schedule has no further round, it is this far away. */
  private static final Duration NEVER = Duration.ofDays(36_500);

  private Triggers() {}

  /** At a fixed rate from {@code first} on. A firing that was missed is not made up. */
  static SimpleTrigger every(String name, Duration interval, Instant first) {
    return TriggerBuilder.newTrigger()
        .withIdentity(name)
        .startAt(Date.from(first))
        .withSchedule(
            SimpleScheduleBuilder.simpleSchedule()
                .withIntervalInMilliseconds(interval.toMillis())
                .repeatForever()
                .withMisfireHandlingInstructionNextWithRemainingCount())
        .build();
  }

  /** By a cron expression. A firing that was missed is not made up. */
  static Trigger cron(String name, Cadence.Cron cron) {
    return TriggerBuilder.newTrigger()
        .withIdentity(name)
        .withSchedule(
            CronScheduleBuilder.cronSchedule(cron.expression())
                .inTimeZone(TimeZone.getTimeZone(cron.zone()))
                .withMisfireHandlingInstructionDoNothing())
        .build();
  }

  /**
   * The same trigger after the wall clock was set by {@code step}: an interval keeps its phase, a
   * cron expression goes by the new time.
   */
  static Trigger shifted(Trigger trigger, Duration step, Instant now) {
    if (trigger instanceof SimpleTrigger simple && trigger.getNextFireTime() != null) {
      long shifted = trigger.getNextFireTime().getTime() + step.toMillis();
      long wait = Math.floorMod(shifted - now.toEpochMilli(), simple.getRepeatInterval());
      Duration interval = Duration.ofMillis(simple.getRepeatInterval());
      return every(trigger.getKey().getName(), interval, now.plusMillis(wait))
          .getTriggerBuilder()
          .forJob(trigger.getJobKey())
          .build();
    }
    return trigger.getTriggerBuilder().startAt(Date.from(now)).build();
  }

  /** The round planned for {@code planned}, and the two after it. */
  static Due due(Trigger trigger, Instant planned) {
    Instant next = after(trigger, planned);
    return new Due(planned, next, after(trigger, next));
  }

  private static Instant after(Trigger trigger, Instant time) {
    Date next = trigger.getFireTimeAfter(Date.from(time));
    return next == null ? time.plus(NEVER) : next.toInstant();
  }
}
