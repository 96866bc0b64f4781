package mxping.scripted;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The octets that one client has sent and nobody has read yet, each with its arrival time.
 * Thread-safe.
 */
final class Inbox {
  /** Why nothing more will come. */
  enum End {
    FIN,
    RST,
    /** The test closed the server. */
    CUT
  }

  /** Octets that arrived together, at a time of the monotonic clock. */
  static final class Delivery {
    final byte[] octets;
    final long atNanos;

    Delivery(byte[] octets, long atNanos) {
      this.octets = octets;
      this.atNanos = atNanos;
    }
  }

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<Delivery> deliveries = new ArrayDeque<>();
  private @Nullable End end;

  void deliver(byte[] octets, long atNanos) {
    lock.lock();
    try {
      deliveries.add(new Delivery(octets, atNanos));
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Says that nothing more will come; only the first end counts. */
  void end(End how) {
    lock.lock();
    try {
      if (end == null) {
        end = how;
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Why nothing more will come; empty while something may. */
  Optional<End> ended() {
    lock.lock();
    try {
      return Optional.ofNullable(end);
    } finally {
      lock.unlock();
    }
  }

  /**
   * The next octets, waited for until there are some, the end, or this time of the monotonic clock.
   */
  Optional<Delivery> take(long untilNanos) {
    lock.lock();
    try {
      await(() -> !deliveries.isEmpty(), untilNanos);
      return Optional.ofNullable(deliveries.poll());
    } finally {
      lock.unlock();
    }
  }

  /** Waits until the end or this time, whatever arrives meanwhile; true if it was the end. */
  boolean awaitEnd(long untilNanos) {
    lock.lock();
    try {
      await(() -> false, untilNanos);
      return end != null;
    } finally {
      lock.unlock();
    }
  }

  /** Waits until it is so, the end, or this time. An interrupt is an end: it is sent to stop. */
  private void await(BooleanSupplier so, long untilNanos) {
    try {
      long left = untilNanos - System.nanoTime();
      while (!so.getAsBoolean() && end == null && left > 0) {
        left = changed.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      end = End.CUT;
    }
  }
}
