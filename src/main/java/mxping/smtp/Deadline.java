package mxping.smtp;

import java.time.Duration;

/** A moment on the monotonic clock ({@link System#nanoTime}) after which nothing is waited for. */
public record Deadline(long nanoTime) {

  /** The moment {@code duration} from now. */
  public static Deadline in(Duration duration) {
    return new Deadline(System.nanoTime() + duration.toNanos());
  }

  /** This deadline, or the end of {@code limit} from now where that comes first. */
  public Deadline orIn(Duration limit) {
    Deadline other = in(limit);
    return other.isBefore(this) ? other : this;
  }

  /** What is left until then; zero or negative once it has passed. */
  public Duration left() {
    return Duration.ofNanos(nanoTime - System.nanoTime());
  }

  public boolean passed() {
    return nanoTime - System.nanoTime() <= 0;
  }

  boolean isBefore(Deadline other) {
    return nanoTime - other.nanoTime < 0;
  }

  /**
   * What is left in whole milliseconds, at least 1: what a socket takes for a timeout, where 0
   * means for ever.
   */
  int socketMillis() {
    long millis = (nanoTime - System.nanoTime() + 999_999) / 1_000_000;
    return Math.clamp(millis, 1, Integer.MAX_VALUE);
  }
}
