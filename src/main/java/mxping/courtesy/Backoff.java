package mxping.courtesy;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * How long to stay away from a host that has had enough of us: doubling from the gap to at most 15
 * minutes, with jitter, forgotten after a good probe. Not thread-safe.
 */
final class Backoff {
  static final Duration MOST = Duration.ofMinutes(15);
  private static final Duration LEAST = Duration.ofSeconds(1);

  private final Duration first;
  private final DoubleSupplier random;
  private Duration next;

  /**
   * @param gap what is doubled; one second where that is less
   * @param random from 0 to 1
   */
  Backoff(Duration gap, DoubleSupplier random) {
    this.first = gap.compareTo(LEAST) < 0 ? LEAST : gap;
    this.random = random;
    this.next = first;
  }

  /** How long to wait now, at most {@code cap}; the time after that it is twice as long. */
  Duration step(Duration cap) {
    next = shorter(next.multipliedBy(2), MOST);
    long nanos = shorter(next, cap).toNanos();
    return Duration.ofNanos((long) (nanos * (0.75 + 0.25 * random.getAsDouble())));
  }

  void forget() {
    next = first;
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }
}
