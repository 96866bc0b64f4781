package mxping.courtesy;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * How long to stay away from a host that has had enough of us: doubling from the gap to at most 15
 * minutes, with jitter, forgotten after a good probe. What it has come to outlives a change of the
 * gap. Not thread-safe.
 */
final class Backoff {
  static final Duration MOST = Duration.ofMinutes(15);
  private static final Duration LEAST = Duration.ofSeconds(1);

  private final DoubleSupplier random;
  private Duration next = LEAST;

  /**
   * @param random from 0 to 1
   */
  Backoff(DoubleSupplier random) {
    this.random = random;
  }

  /**
   * How long to wait now, at most {@code cap}; the time after that it is twice as long.
   *
   * @param gap what is doubled the first time; one second where that is less
   */
  Duration step(Duration gap, Duration cap) {
    next = shorter((next.compareTo(gap) < 0 ? gap : next).multipliedBy(2), MOST);
    long nanos = shorter(next, cap).toNanos();
    return Duration.ofNanos((long) (nanos * (0.75 + 0.25 * random.getAsDouble())));
  }

  void forget() {
    next = LEAST;
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }
}
