package mxping.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import mxping.run.Due;
import org.quartz.Job;
import org.quartz.JobExecutionContext;
import org.quartz.SimpleTrigger;
import org.quartz.Trigger;

/**
 * What Quartz calls when a round is due, one instance for all. A bug of ours that a round throws
 * ends here: it is handed on once, and the schedule lives.
 */
final class RoundJob implements Job {
  /** More rounds than this are not counted one by one when a cron schedule was not kept. */
  private static final int MOST_MISSED = 10_000;

  private final Consumer<Firing> rounds;
  private final BiConsumer<String, Throwable> bug;
  private final Runnable lookAtClock;
  private final InstantSource clock;
  private final Map<String, Expected> nextPlanned = new ConcurrentHashMap<>();

  /**
   * The round that is planned after the one that began last.
   *
   * @param since what tells the plan apart from one that the check had before
   */
  private record Expected(Instant since, Instant round) {}

  /**
   * @param lookAtClock to be called before rounds count as missed: perhaps the clock was set
   */
  RoundJob(
      Consumer<Firing> rounds,
      BiConsumer<String, Throwable> bug,
      Runnable lookAtClock,
      InstantSource clock) {
    this.rounds = rounds;
    this.bug = bug;
    this.lookAtClock = lookAtClock;
    this.clock = clock;
  }

  @Override
  public void execute(JobExecutionContext context) {
    Trigger trigger = context.getTrigger();
    String check = trigger.getKey().getName();
    try {
      Due due = Triggers.due(trigger, context.getScheduledFireTime().toInstant());
      Instant now = clock.instant();
      if (now.isBefore(due.next())) {
        rounds.accept(firing(trigger, due, now));
      } else {
        letPass(check, trigger, due);
      }
    } catch (Throwable e) {
      bug.accept(check, e);
    }
  }

  /** Begins a round now that was due before the check was planned here. */
  void makeUp(String check, Due due) {
    try {
      Duration lag = Duration.between(due.planned(), clock.instant());
      rounds.accept(new Firing(check, due, lag.isNegative() ? Duration.ZERO : lag, 0));
    } catch (Throwable e) {
      bug.accept(check, e);
    }
  }

  /** So late that the next round is due: that one begins, and tells that this one was missed. */
  private void letPass(String check, Trigger trigger, Due due) {
    Instant since = trigger.getStartTime().toInstant();
    nextPlanned.compute(
        check,
        (same, known) ->
            known != null && known.since().equals(since)
                ? known
                : new Expected(since, due.planned()));
  }

  private Firing firing(Trigger trigger, Due due, Instant now) {
    String check = trigger.getKey().getName();
    long missed = missed(trigger, due);
    Duration lag = Duration.between(due.planned(), now);
    return new Firing(check, due, lag.isNegative() ? Duration.ZERO : lag, missed);
  }

  private long missed(Trigger trigger, Due due) {
    String check = trigger.getKey().getName();
    Instant since = trigger.getStartTime().toInstant();
    Expected expected = nextPlanned.put(check, new Expected(since, due.next()));
    if (expected == null
        || !expected.since().equals(since)
        || !expected.round().isBefore(due.planned())) {
      return 0;
    }
    lookAtClock.run();
    return nextPlanned.containsKey(check) ? between(trigger, expected.round(), due.planned()) : 0;
  }

  /** How many rounds were planned from {@code expected} on, before {@code planned}. */
  private static long between(Trigger trigger, Instant expected, Instant planned) {
    if (trigger instanceof SimpleTrigger simple) {
      long gap = Duration.between(expected, planned).toMillis();
      return Math.ceilDiv(gap, simple.getRepeatInterval());
    }
    int missed = 0;
    Instant time = expected;
    while (time.isBefore(planned) && missed < MOST_MISSED) {
      missed++;
      Date next = trigger.getFireTimeAfter(Date.from(time));
      time = next == null ? planned : next.toInstant();
    }
    return missed;
  }

  /** What was planned for a check does not count any more. */
  void forget(String check) {
    nextPlanned.remove(check);
  }
}
