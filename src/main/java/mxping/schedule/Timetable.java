package mxping.schedule;

import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import mxping.check.Cadence;
import mxping.check.Check;
import mxping.run.Due;
import org.quartz.CronExpression;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.Trigger;
import org.quartz.TriggerKey;
import org.quartz.impl.DirectSchedulerFactory;
import org.quartz.impl.matchers.GroupMatcher;
import org.quartz.simpl.RAMJobStore;

/**
 * The plan of all rounds: one Quartz job, and a trigger for each check, whose key is the check's
 * name. Firings come on a virtual thread each. Thread-safe.
 */
public final class Timetable implements AutoCloseable {
  /** How many triggers Quartz may fire at one wake-up. */
  static final int BATCH = 1000;

  /**
   * Later than this, a round is not begun any more: the machine slept, or the clock was set. Less
   * is a machine that is busy, and late is better than never.
   */
  private static final Duration MISFIRE_THRESHOLD = Duration.ofSeconds(5);

  private static final Duration IDLE_WAIT = Duration.ofSeconds(30);

  private final Scheduler scheduler;
  private final JobDetail job =
      JobBuilder.newJob(RoundJob.class).withIdentity("round").storeDurably().build();
  private final VirtualThreads threads = new VirtualThreads();
  private final Slots slots = new Slots();
  private final RoundJob rounds;
  private final ClockWatch watch;
  private volatile Optional<Pulse> pulse = Optional.empty();

  /**
   * A timetable that stands still until {@link #start}.
   *
   * @param rounds carries out a round, blocking; what it throws is a bug of ours
   * @param bug what to do with it, given the name of the check
   */
  public Timetable(Consumer<Firing> rounds, BiConsumer<String, Throwable> bug) {
    this.watch = new ClockWatch(this::replan);
    this.rounds = new RoundJob(rounds, bug, watch::look, InstantSource.system());
    try {
      this.scheduler = scheduler("mxping-" + UUID.randomUUID());
      scheduler.setJobFactory((bundle, same) -> job(bundle.getJobDetail().getKey()));
      scheduler.addJob(job, true);
    } catch (SchedulerException e) {
      throw new IllegalStateException("Quartz does not start", e);
    }
  }

  private Job job(JobKey key) {
    return key.getName().equals(Pulse.NAME) ? pulse.orElseThrow() : rounds;
  }

  private Scheduler scheduler(String name) throws SchedulerException {
    RAMJobStore store = new RAMJobStore();
    store.setMisfireThreshold(MISFIRE_THRESHOLD.toMillis());
    DirectSchedulerFactory factory = DirectSchedulerFactory.getInstance();
    factory.createScheduler(
        name,
        name,
        threads,
        new SchedulerThread(),
        store,
        null,
        null,
        0,
        IDLE_WAIT.toMillis(),
        -1,
        false,
        null,
        BATCH,
        0);
    return factory.getScheduler(name);
  }

  /** What is wrong with a cron expression; empty where it can be used. */
  public static Optional<String> cronProblem(String expression) {
    try {
      CronExpression cron = new CronExpression(expression);
      return cron.getNextValidTimeAfter(new Date()) == null
          ? Optional.of("never fires again")
          : Optional.empty();
    } catch (ParseException e) {
      String told = String.valueOf(e.getMessage());
      // where Quartz stumbles over its own feet, that names a Java exception
      return Optional.of(
          told.contains("Exception")
              ? "six or seven fields are wanted, as in 0 0/5 * * * ?"
              : told);
    }
  }

  /**
   * The checks that are planned from here on are a batch of their own: the first of them begins at
   * once, the others are spread over their intervals.
   */
  public void beginBatch() {
    slots.restart();
  }

  /** Plans the rounds of a check from now on, and says when the first is due. */
  public Due plan(Check check) {
    return switch (check.cadence()) {
      case Cadence.Every every -> plan(check, every, slots.next(every.interval()));
      case Cadence.Cron cron -> plan(check, Triggers.cron(check.name(), cron));
    };
  }

  /**
   * What is planned for a check.
   *
   * @param due its next round
   * @param overdue whether its time was past when it was planned: {@link #makeUp} begins it
   */
  public record Planned(Due due, boolean overdue) {}

  /** Plans the rounds of a check that several agents take turns to run. */
  public Planned plan(Check check, Place place) {
    return switch (check.cadence()) {
      case Cadence.Every every -> plan(check, every, place);
      case Cadence.Cron cron -> new Planned(plan(check, Triggers.cron(check.name(), cron)), false);
    };
  }

  private Planned plan(Check check, Cadence.Every every, Place place) {
    Instant now = Instant.now();
    Instant first = Slots.at(place.phase(), every.interval(), now);
    Due due = plan(check, every, first);
    Instant last = first.minus(every.interval());
    return last.isBefore(now.minus(place.unwatched()))
        ? new Planned(due, false)
        : new Planned(new Due(last, first, due.next()), true);
  }

  /** Begins a round at once that is {@link Planned#overdue}. */
  public void makeUp(String check, Due due) {
    threads.runInThread(() -> rounds.makeUp(check, due));
  }

  private Due plan(Check check, Cadence.Every every, Instant first) {
    return plan(check, Triggers.every(check.name(), every.interval(), first));
  }

  private Due plan(Check check, Trigger trigger) {
    rounds.forget(check.name());
    try {
      Date first = scheduler.scheduleJob(trigger.getTriggerBuilder().forJob(job).build());
      return Triggers.due(trigger, first.toInstant());
    } catch (SchedulerException e) {
      throw new IllegalStateException("cannot plan " + check.name(), e);
    }
  }

  /** Has the scheduler call {@code beat} once a second for as long as it is alive. */
  public void beat(Runnable beat) {
    JobDetail pulse = JobBuilder.newJob(Pulse.class).withIdentity(Pulse.NAME).build();
    this.pulse = Optional.of(new Pulse(beat));
    try {
      scheduler.scheduleJob(pulse, Triggers.every(Pulse.NAME, Pulse.EVERY, Instant.now()));
    } catch (SchedulerException e) {
      throw new IllegalStateException("cannot plan the pulse", e);
    }
  }

  /** No round of the check begins any more; one that has begun goes on. */
  public void cancel(String check) {
    try {
      scheduler.unscheduleJob(TriggerKey.triggerKey(check));
      rounds.forget(check);
    } catch (SchedulerException e) {
      throw new IllegalStateException("cannot cancel " + check, e);
    }
  }

  public void start() {
    try {
      scheduler.start();
      watch.start();
    } catch (SchedulerException e) {
      throw new IllegalStateException("Quartz does not start", e);
    }
  }

  /**
   * The wall clock was set by {@code step}: what Quartz has planned by the old time is planned
   * anew, so that intervals keep their phase and cron expressions follow the clock.
   */
  private void replan(Duration step) {
    try {
      for (TriggerKey key : scheduler.getTriggerKeys(GroupMatcher.anyTriggerGroup())) {
        Trigger trigger = scheduler.getTrigger(key);
        if (trigger != null) {
          rounds.forget(key.getName());
          scheduler.rescheduleJob(key, Triggers.shifted(trigger, step, Instant.now()));
        }
      }
    } catch (SchedulerException e) {
      throw new IllegalStateException("cannot plan anew", e);
    }
  }

  /** No round begins any more. Those that have begun go on; {@link #awaitRounds} waits for them. */
  public void stop() {
    watch.stop();
    try {
      scheduler.standby();
    } catch (SchedulerException e) {
      throw new IllegalStateException("Quartz does not stop", e);
    }
  }

  /**
   * Waits until no round goes on any more, {@code patience} at most.
   *
   * @return whether none does
   */
  public boolean awaitRounds(Duration patience) throws InterruptedException {
    return threads.awaitNone(patience);
  }

  /** Stops, and forgets the plan. Does not wait for rounds. */
  @Override
  public void close() {
    watch.stop();
    try {
      scheduler.shutdown(false);
    } catch (SchedulerException e) {
      throw new IllegalStateException("Quartz does not stop", e);
    }
  }
}
