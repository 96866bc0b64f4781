package mxping.courtesy;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Places for probes in flight, first come, first served. Thread-safe. */
final class Places {
  private final int all;
  private final Semaphore free;

  Places(int all) {
    this.all = all;
    this.free = new Semaphore(all, true);
  }

  /** Takes a place; blocks until one is free. */
  void take() {
    free.acquireUninterruptibly();
  }

  /** Takes a place if one is free and nobody waits for it. */
  boolean takeIfFree() {
    try {
      return free.tryAcquire(0, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts a round", e);
    }
  }

  void free() {
    free.release();
  }

  int taken() {
    return all - free.availablePermits();
  }
}
