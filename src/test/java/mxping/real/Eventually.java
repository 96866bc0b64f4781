package mxping.real;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Something that becomes true after a while; the wait for it is bounded. */
final class Eventually {
  private static final long PAUSE = Duration.ofMillis(50).toNanos();

  private Eventually() {}

  /** What is expected in the end; throws an {@link AssertionError} as long as it is not so. */
  @FunctionalInterface
  interface Expectation {
    void look() throws Exception;
  }

  /**
   * Looks again and again until the expectation holds.
   *
   * @throws AssertionError the last one, where it does not hold in time
   */
  static void within(Duration patience, Expectation expectation) throws Exception {
    long end = System.nanoTime() + patience.toNanos();
    while (true) {
      try {
        expectation.look();
        return;
      } catch (AssertionError notYet) {
        if (System.nanoTime() - end > 0) {
          throw new AssertionError("not within " + patience + ": " + notYet.getMessage(), notYet);
        }
        LockSupport.parkNanos(PAUSE);
      }
    }
  }

  /** Looks again and again for all of the time whether the expectation goes on to hold. */
  static void throughout(Duration time, Expectation expectation) throws Exception {
    long end = System.nanoTime() + time.toNanos();
    while (System.nanoTime() - end < 0) {
      expectation.look();
      LockSupport.parkNanos(PAUSE);
    }
  }
}
