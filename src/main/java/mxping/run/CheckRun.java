package mxping.run;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import mxping.check.Check;
import mxping.probe.Finding;
import mxping.probe.Phase;
import mxping.probe.Prober;
import mxping.probe.Reason;
import mxping.resolve.Resolver;
import mxping.smtp.Deadline;
import org.jspecify.annotations.Nullable;

/**
 * The rounds of one check, one at a time. One that still probes when the next is due makes that one
 * overlap; one that only waits for its turns gives up. Blocking, for virtual threads; thread-safe.
 */
public final class CheckRun {
  /** A round that has nothing left to wait for ends well within this. */
  private static final Duration TO_GIVE_UP = Duration.ofSeconds(1);

  private final Check check;
  private final Surroundings surroundings;
  private final Resolver resolver;
  private final Prober prober;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition ended = lock.newCondition();
  private @Nullable Calls going;

  public CheckRun(Check check, Surroundings surroundings) {
    this.check = check;
    this.surroundings = surroundings;
    this.resolver = new Resolver(check.dns());
    this.prober = new Prober(check, surroundings.machineName());
  }

  public Check check() {
    return check;
  }

  /** Carries out the round that is due, or skips it while the one before it still probes. */
  public Round fire(Due due) {
    Instant now = surroundings.clock().instant();
    Deadline giveUp = Deadline.in(Duration.between(now, due.next()));
    Calls calls = Calls.untilTheNext(surroundings.lanes(), due.interval(), giveUp);
    if (!begins(calls)) {
      return Round.Skipped.unbegun(check, due, Reason.OVERLAPPED, 1);
    }
    try {
      HostVisit visit = new HostVisit(check, resolver, any -> true, prober, calls);
      return new OneRound(check, due, surroundings, resolver, visit).carryOut();
    } finally {
      ends();
    }
  }

  private boolean begins(Calls calls) {
    lock.lock();
    try {
      if (going != null && !going.busy()) {
        going.withdraw();
        long patience = TO_GIVE_UP.toNanos();
        while (going != null && patience > 0) {
          patience = ended.awaitNanos(patience);
        }
      }
      if (going != null) {
        return false;
      }
      going = calls;
      return true;
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts a round", e);
    } finally {
      lock.unlock();
    }
  }

  private void ends() {
    lock.lock();
    try {
      going = null;
      ended.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** What is left of a round in which the agent itself failed. */
  public Round.Completed failed(Due due, String words) {
    Finding finding = Finding.of(Phase.CONNECT, Reason.INTERNAL_ERROR, words);
    return new Round.Completed(
        check,
        due,
        surroundings.clock().instant(),
        Optional.empty(),
        List.of(),
        false,
        List.of(),
        List.of(finding),
        Duration.ZERO);
  }
}
