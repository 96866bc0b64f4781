package mxping.courtesy;

import java.util.concurrent.Semaphore;

/** Places for probes in flight, first come, first served. Thread-safe. */
final class Places {
  private final int all;
  private final Semaphore free;

  Places(int all) {
    this.all = all;
    this.free = new Semaphore(all, true);
  }

  /** Does {@code work} in a place of its own; blocks until one is free. */
  void take(Runnable work) {
    free.acquireUninterruptibly();
    try {
      work.run();
    } finally {
      free.release();
    }
  }

  int taken() {
    return all - free.availablePermits();
  }
}
