package mxping.courtesy;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Places for probes in flight, first come, first served. Thread-safe. */
final class Places {
  private final Free free;
  private int all;

  /** Permits that can be taken away while others hold some of them. */
  private static final class Free extends Semaphore {
    private static final long serialVersionUID = 1L;

    Free(int all) {
      super(all, true);
    }

    void fewer(int by) {
      reducePermits(by);
    }
  }

  Places(int all) {
    this.all = all;
    this.free = new Free(all);
  }

  /** So many from now on. Where more are taken, those go on, and nobody else begins meanwhile. */
  synchronized void become(int all) {
    if (all > this.all) {
      free.release(all - this.all);
    } else {
      free.fewer(this.all - all);
    }
    this.all = all;
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

  synchronized int taken() {
    return all - free.availablePermits();
  }
}
