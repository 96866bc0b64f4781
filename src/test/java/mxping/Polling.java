package mxping;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/**
 * Looks again and again at what tells nobody when it changes, until it is as it should be; fails
 * with the last look where it never is.
 */
public final class Polling {
  private static final Duration PAUSE = Duration.ofMillis(25);

  /** Longer than anything in a story takes on a machine that is busy with other things. */
  static final Duration PATIENCE = Duration.ofSeconds(40);

  private Polling() {}

  /** The first look at {@code what} that is {@code good}. */
  public static <T> T until(String description, Callable<T> what, Predicate<T> good)
      throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    T look = what.call();
    while (!good.test(look)) {
      if (System.nanoTime() - end > 0) {
        throw new AssertionError("never " + description + "; at last\n" + look);
      }
      LockSupport.parkNanos(PAUSE.toNanos());
      look = what.call();
    }
    return look;
  }
}
