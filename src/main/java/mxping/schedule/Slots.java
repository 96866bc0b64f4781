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

  /**
   * When a check is to begin whose rounds stand at the same place in their interval, counted from
   * the epoch, whoever plans them.
   *
   * @param phase from 0 to less than 1
   */
  static Instant at(double phase, Duration interval, Instant now) {
    long every = interval.toMillis();
    long steps = Math.max(1, interval.dividedBy(STEP));
    long offset = ((long) (phase * steps)) * STEP.toMillis();
    long since = Math.floorMod(now.toEpochMilli() - offset, every);
    return Instant.ofEpochMilli(now.toEpochMilli() + every - since);
  }

  private static Instant onGrid(Instant time) {
    long step = STEP.toMillis();
    return Instant.ofEpochMilli((time.toEpochMilli() / step + 1) * step);
  }
}
