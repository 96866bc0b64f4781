package mxping.schedule;

import java.time.Duration;
import org.quartz.spi.ThreadPool;

/**
 * Quartz's pool of threads, which is none: each firing gets a virtual thread of its own.
 * Thread-safe.
 */
public final class VirtualThreads implements ThreadPool {
  private int running;

  @Override
  public boolean runInThread(Runnable firing) {
    begun();
    Thread.ofVirtual()
        .name("round")
        .start(
            () -> {
              try {
                firing.run();
              } finally {
                ended();
              }
            });
    return true;
  }

  private synchronized void begun() {
    running++;
  }

  private synchronized void ended() {
    running--;
    notifyAll();
  }

  /**
   * Waits until no firing runs, {@code patience} at most.
   *
   * @return whether none runs any more
   */
  synchronized boolean awaitNone(Duration patience) throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    while (running > 0) {
      long millis = (end - System.nanoTime()) / 1_000_000;
      if (millis <= 0) {
        return false;
      }
      wait(millis);
    }
    return true;
  }

  /** Never blocks; the number only bounds how many triggers Quartz takes at once. */
  @Override
  public int blockForAvailableThreads() {
    return Timetable.BATCH;
  }

  @Override
  public void initialize() {}

  @Override
  public void shutdown(boolean waitForJobsToComplete) {}

  @Override
  public int getPoolSize() {
    return Timetable.BATCH;
  }

  @Override
  public void setInstanceId(String id) {}

  @Override
  public void setInstanceName(String name) {}
}
