package mxping.training;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** Bounded waits for what another process does. */
final class Waiting {
  private static final long PAUSE = Duration.ofMillis(100).toNanos();

  private Waiting() {}

  /**
   * Looks until what it sees is as it should be.
   *
   * @param what it waits for, in words
   * @throws IllegalStateException if it is not in time
   */
  static <T> T until(String what, Duration patience, Callable<T> look, Predicate<T> good)
      throws Exception {
    long end = System.nanoTime() + patience.toNanos();
    while (System.nanoTime() - end < 0) {
      T seen = look.call();
      if (good.test(seen)) {
        return seen;
      }
      LockSupport.parkNanos(PAUSE);
    }
    throw new IllegalStateException(what + ": not within " + patience);
  }
}
