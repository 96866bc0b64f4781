package mxping.history;

import java.time.Duration;
import java.time.Instant;
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
  private final Archive archive = new Archive(new Transcripts(Transcripts.ROOM));

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
    Optional.ofNullable(checks.remove(name)).ifPresent(archive::forget);
  }

  /** A round begins, or would have. */
  public void begins(String name, Due due) {
    change(name, state -> state.begins(due));
  }

  /** A round ended. One of a check that is not watched any more is let go. */
  public void record(Round round) {
    switch (round) {
      case Round.Skipped skipped -> record(skipped);
      case Round.Completed completed -> record(completed);
    }
  }

  private void record(Round.Skipped skipped) {
    Instant now = clock.instant();
    long freshUntil = freshUntil(skipped.check(), skipped.due());
    change(skipped.check().name(), state -> state.skips(skipped, now, freshUntil))
        .ifPresent(state -> archive.add(skipped, now, state));
  }

  private void record(Round.Completed completed) {
    String name = completed.check().name();
    Optional<CheckState> before = check(name);
    Round.Completed lean = Archive.withoutTranscripts(completed);
    long freshUntil = freshUntil(completed.check(), completed.due());
    change(name, state -> state.after(lean, now(), freshUntil))
        .ifPresent(after -> archive.add(completed, before.orElse(after), after));
  }

  /** Until when a result counts that is found now, and whose successor nobody puts off. */
  private long freshUntil(Check check, Due due) {
    Duration untilFollowing = Duration.between(clock.instant(), due.following());
    return now() + Math.max(0, untilFollowing.toNanos()) + check.timeout().toNanos();
  }

  private Optional<CheckState> change(String name, UnaryOperator<CheckState> change) {
    return Optional.ofNullable(checks.computeIfPresent(name, (same, state) -> change.apply(state)));
  }

  /** All checks by name. */
  public Collection<CheckState> checks() {
    return List.copyOf(checks.values());
  }

  public Optional<CheckState> check(String name) {
    return Optional.ofNullable(checks.get(name));
  }

  /** Now by the wall clock, to tell people how long ago or until when something is. */
  public Instant wallClock() {
    return clock.instant();
  }

  /** Now on the monotonic clock, to ask states for what is fresh. */
  public long now() {
    return nanoTime.getAsLong();
  }
}
