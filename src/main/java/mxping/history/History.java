package mxping.history;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import mxping.check.Check;
import mxping.run.Due;
import mxping.run.HostResult;
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
        long freshUntil = freshUntil(skipped.check(), skipped.due(), announced(skipped.hosts()));
        change(name, state -> state.skips(skipped, clock.instant(), freshUntil));
      }
      case Round.Completed completed -> {
        Duration announced = announced(completed.hosts());
        long freshUntil = freshUntil(completed.check(), completed.due(), announced);
        change(name, state -> state.after(completed, freshUntil));
      }
    }
  }

  private long freshUntil(Check check, Due due, Duration announced) {
    Duration untilFollowing = Duration.between(clock.instant(), due.following());
    return nanoTime.getAsLong()
        + announced.toNanos()
        + Math.max(0, untilFollowing.toNanos())
        + check.timeout().toNanos();
  }

  /** The longest wait that a host of the round is known to impose. */
  private static Duration announced(List<HostResult> hosts) {
    return hosts.stream()
        .map(HostResult::visit)
        .filter(HostResult.Unvisited.class::isInstance)
        .map(visit -> ((HostResult.Unvisited) visit).announced())
        .max(Comparator.naturalOrder())
        .orElse(Duration.ZERO);
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
