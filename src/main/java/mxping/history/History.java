package mxping.history;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import mxping.check.Check;
import mxping.run.Due;
import mxping.run.Round;

/**
 * The store of what happened, by check. Thread-safe; what it gives out are snapshots.
 *
 * <p>A result is stale when no probe has ended since the next planned one plus the interval plus
 * the check's timeout. That is reckoned on the monotonic clock, so that setting the wall clock
 * makes nothing stale.
 */
public final class History {
  private final InstantSource clock;
  private final LongSupplier nanoTime;
  private final Map<String, CheckState> checks = new ConcurrentSkipListMap<>();

  /**
   * @param clock the wall clock
   * @param nanoTime the monotonic clock, as {@link System#nanoTime}
   */
  public History(InstantSource clock, LongSupplier nanoTime) {
    this.clock = clock;
    this.nanoTime = nanoTime;
  }

  /** Begins to watch a check, whose first round is planned as {@code first} says. */
  public void add(Check check, Due first) {
    checks.put(check.name(), CheckState.unknown(check, clock.instant(), first));
  }

  /** Forgets a check and all that is known of its hosts. */
  public void remove(String name) {
    checks.remove(name);
  }

  /** A round begins, or would have. */
  public void begins(String name, Due due) {
    change(name, state -> state.begins(due));
  }

  /** A round ended. One of a check that is not watched any more is let go. */
  public void record(Round round) {
    String name = round.check().name();
    switch (round) {
      case Round.Skipped skipped -> {
        long freshUntil = freshUntil(skipped.check(), skipped.due());
        change(name, state -> state.skips(skipped, clock.instant(), freshUntil));
      }
      case Round.Completed completed -> {
        long freshUntil = freshUntil(completed.check(), completed.due());
        change(name, state -> state.after(completed, now(), freshUntil));
      }
    }
  }

  /** Until when a result counts that is found now, and whose successor nobody puts off. */
  private long freshUntil(Check check, Due due) {
    Duration untilFollowing = Duration.between(clock.instant(), due.following());
    return now() + Math.max(0, untilFollowing.toNanos()) + check.timeout().toNanos();
  }

  private void change(String name, UnaryOperator<CheckState> change) {
    checks.computeIfPresent(name, (same, state) -> change.apply(state));
  }

  /** All checks by name. */
  public Collection<CheckState> checks() {
    return List.copyOf(checks.values());
  }

  public Optional<CheckState> check(String name) {
    return Optional.ofNullable(checks.get(name));
  }

  /** Now on the monotonic clock, to ask states for what is fresh. */
  public long now() {
    return nanoTime.getAsLong();
  }
}
