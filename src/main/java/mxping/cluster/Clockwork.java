package mxping.cluster;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The monotonic clock, and what it sets off. Thread-safe. */
interface Clockwork {
  /** As {@link System#nanoTime}. */
  long nanoTime();

  /** Does something brief later, and not in the caller's thread. */
  void after(Duration time, Runnable task);

  /**
   * The machine's clock.
   *
   * @param thread where things are done; once it has been shut down nothing is set off any more
   */
  static Clockwork on(ScheduledExecutorService thread) {
    Logger log = LoggerFactory.getLogger(Clockwork.class);
    return new Clockwork() {
      @Override
      public long nanoTime() {
        return System.nanoTime();
      }

      @Override
      public void after(Duration time, Runnable task) {
        try {
          ScheduledFuture<?> unused =
              thread.schedule(() -> guarded(task), time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
          log.debug("the agent ends: {}", e.toString());
        }
      }

      private void guarded(Runnable task) {
        try {
          task.run();
        } catch (RuntimeException bug) {
          log.error("what the clock set off broke", bug);
        }
      }
    };
  }

  /** The same, with all that it sets off done under a lock. */
  default Clockwork under(Lock lock) {
    Clockwork outer = this;
    return new Clockwork() {
      @Override
      public long nanoTime() {
        return outer.nanoTime();
      }

      @Override
      public void after(Duration time, Runnable task) {
        outer.after(
            time,
            () -> {
              lock.lock();
              try {
                task.run();
              } finally {
                lock.unlock();
              }
            });
      }
    };
  }
}
