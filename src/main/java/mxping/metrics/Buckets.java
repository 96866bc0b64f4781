package mxping.metrics;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * The upper bounds of the classic buckets that durations of probes and phases are counted in.
 *
 * @param bounds positive, ascending; empty for native histograms alone
 */
public record Buckets(List<Duration> bounds) {

  /**
   * From a relay next door (milliseconds) over a far one (a second) to those that make clients
   * wait: greet pauses of some 5 to 30 s, and our own limits of 10, 20 and 45 s.
   */
  public static final Buckets DEFAULT =
      ofMillis(
          5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000, 20_000, 30_000, 45_000, 60_000);

  /** How late a round may start: not at all, by a pause of the JVM, by a starved machine. */
  static final Buckets LAG = ofMillis(1, 5, 10, 50, 100, 500, 1000, 5000, 30_000);

  public Buckets {
    bounds = List.copyOf(bounds);
    Duration below = Duration.ZERO;
    for (Duration bound : bounds) {
      if (bound.compareTo(below) <= 0) {
        throw new IllegalArgumentException("buckets must be positive and ascending: " + bounds);
      }
      below = bound;
    }
  }

  private static Buckets ofMillis(long... bounds) {
    return new Buckets(Arrays.stream(bounds).mapToObj(Duration::ofMillis).toList());
  }

  double[] seconds() {
    return bounds.stream().mapToDouble(Seconds::of).toArray();
  }
}
