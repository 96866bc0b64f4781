package mxping.resolve;

import java.net.SocketTimeoutException;
import java.time.Duration;

/**
 * A point in time on the monotonic clock by which something has to be done.
 *
 * @param nanos as {@link System#nanoTime} counts
 */
record Deadline(long nanos) {

  static Deadline in(Duration duration) {
    return new Deadline(System.nanoTime() + duration.toNanos());
  }

  /** What is left; zero or less once it has passed. */
  long leftNanos() {
    return nanos - System.nanoTime();
  }

  boolean passed() {
    return leftNanos() <= 0;
  }

  /** The end of the first of so many equal parts of what is left. */
  Deadline slice(int parts) {
    return new Deadline(System.nanoTime() + leftNanos() / parts);
  }

  /**
   * What is left as a socket wants it, at least 1.
   *
   * @throws SocketTimeoutException where nothing is left; a socket would take 0 for "for ever"
   */
  int leftMillis() throws SocketTimeoutException {
    var left = leftNanos();
    if (left <= 0) {
      throw new SocketTimeoutException("no time left");
    }
    return Math.clamp(Duration.ofNanos(left).toMillis(), 1, Integer.MAX_VALUE);
  }
}
