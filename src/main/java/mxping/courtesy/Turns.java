package mxping.courtesy;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Places for probes in flight, first come, first served. Thread-safe. */
public final class Turns {
  private final int places;
  private final Semaphore free;
  private final AtomicInteger waiting = new AtomicInteger();

  public Turns(int places) {
    this.places = places;
    this.free = new Semaphore(places, true);
  }

  /** What came of the work, and how long it had to wait for its place. */
  public record Taken<T>(T value, Duration waited) {}

  /** Does {@code work} in a place of its own; blocks until one is free. */
  public <T> Taken<T> take(Supplier<T> work) {
    Duration waited = free.tryAcquire() ? Duration.ZERO : queue();
    try {
      return new Taken<>(work.get(), waited);
    } finally {
      free.release();
    }
  }

  private Duration queue() {
    long began = System.nanoTime();
    waiting.incrementAndGet();
    free.acquireUninterruptibly();
    waiting.decrementAndGet();
    return Duration.ofNanos(System.nanoTime() - began);
  }

  public int inFlight() {
    return places - free.availablePermits();
  }

  public int waiting() {
    return waiting.get();
  }
}
