package mxping.schedule;

import java.time.Duration;
import java.time.Instant;

/**
 * Spreads first rounds, so that many checks never fire together and few do not wait: each check
 * begins one step of a 50 ms grid after the one before it, within its own interval. On the grid,
 * rounds of many checks share a wake-up, which is what firing costs most. Thread-safe.
 */
final class Slots {
  static final Duration STEP = Duration.ofMillis(50);

  private long taken;

  /**
   * The next check begins at once, and those after it one step after the other, as at the start.
   */
  synchronized void restart() {
    taken = 0;
  }

  /** When the next check with {@code interval} is to begin. */
  synchronized Instant next(Duration interval) {
    long steps = Math.max(1, interval.dividedBy(STEP));
    Duration offset = STEP.multipliedBy(taken++ % steps);
    return onGrid(Instant.now()).plus(offset);
  }

  private static Instant onGrid(Instant time) {
    long step = STEP.toMillis();
    return Instant.ofEpochMilli((time.toEpochMilli() / step + 1) * step);
  }
}
