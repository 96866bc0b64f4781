package mxping.courtesy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import mxping.smtp.Deadline;

/**
 * The way to one address, for one connection at a time. Visits wait in it, who was served longest
 * ago first; at most one virtual thread takes what is due, keeps the pauses, and goes when nobody
 * waits. Where the way is free, the visitor's own thread goes at once. Thread-safe.
 */
final class Lane {
  private final Host host;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final PriorityQueue<Waiting> waiting = new PriorityQueue<>();
  private final Map<String, Long> lastServed = new HashMap<>();
  private boolean busy;
  private long opens = System.nanoTime();
  private long order;

  /** A visit in the queue. */
  private record Waiting(Visit visit, long lastServed, long order) implements Comparable<Waiting> {
    @Override
    public int compareTo(Waiting other) {
      return lastServed == other.lastServed
          ? Long.compare(order, other.order)
          : Long.compare(lastServed, other.lastServed);
    }
  }

  /** Holds a connection for the sake of visits, and says when the next one may begin. */
  interface Host {
    /**
     * Serves {@code first}, and others on equal terms that it takes with {@code others}. Never
     * throws.
     *
     * @return moment on the monotonic clock before which no connection may begin
     */
    long serve(Visit first, Others others);
  }

  /** Gives the next waiting visit that a connection can serve too. */
  interface Others {
    Optional<Visit> next(Predicate<Visit> fitting);
  }

  Lane(Host host) {
    this.host = host;
  }

  /** Waits for the visit's turn until {@code giveUp}, and for its end; blocking. */
  Visit.Visited visit(Visit visit, Deadline giveUp) {
    if (goesAtOnce(visit)) {
      opensAt(host.serve(visit, this::next));
      handOver();
    }
    return end(visit, giveUp);
  }

  private boolean goesAtOnce(Visit visit) {
    lock.lock();
    try {
      if (!busy && System.nanoTime() - opens >= 0) {
        busy = take(visit);
        return busy;
      }
      waiting.add(
          new Waiting(visit, lastServed.getOrDefault(visit.key(), Long.MIN_VALUE), order++));
      startRunner();
      return false;
    } finally {
      lock.unlock();
    }
  }

  private void startRunner() {
    if (!busy) {
      busy = true;
      Thread.ofVirtual().name("lane").start(this::run);
    }
  }

  private void run() {
    for (Optional<Visit> due = awaitDue(); due.isPresent(); due = awaitDue()) {
      opensAt(host.serve(due.get(), this::next));
    }
  }

  /**
   * The next visit once the lane is open; empty, and the lane free, where nobody waits any more.
   */
  private Optional<Visit> awaitDue() {
    lock.lock();
    try {
      while (!waiting.isEmpty()) {
        long wait = opens - System.nanoTime();
        if (wait > 0) {
          changed.awaitNanos(wait);
          continue;
        }
        Optional<Visit> due = take(any -> true);
        if (due.isPresent()) {
          return due;
        }
      }
      busy = false;
      return Optional.empty();
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts the thread of a lane", e);
    } finally {
      lock.unlock();
    }
  }

  private Optional<Visit> next(Predicate<Visit> fitting) {
    lock.lock();
    try {
      return take(fitting);
    } finally {
      lock.unlock();
    }
  }

  /** Takes the first fitting visit out of the queue that has not been withdrawn meanwhile. */
  private Optional<Visit> take(Predicate<Visit> fitting) {
    for (Waiting first : waiting.stream().sorted().toList()) {
      if (fitting.test(first.visit())) {
        waiting.remove(first);
        if (take(first.visit())) {
          return Optional.of(first.visit());
        }
      }
    }
    return Optional.empty();
  }

  private boolean take(Visit visit) {
    boolean taken = visit.take();
    if (taken) {
      lastServed.put(visit.key(), System.nanoTime());
    }
    return taken;
  }

  private void opensAt(long nanoTime) {
    lock.lock();
    try {
      opens = nanoTime;
    } finally {
      lock.unlock();
    }
  }

  /** The visitor's own thread goes; who waits meanwhile gets a thread of the lane. */
  private void handOver() {
    lock.lock();
    try {
      busy = false;
      if (!waiting.isEmpty()) {
        startRunner();
      }
    } finally {
      lock.unlock();
    }
  }

  private Visit.Visited end(Visit visit, Deadline giveUp) {
    try {
      return visit.end().get(giveUp.left().toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      withdraw(visit);
      return visit.end().join();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a visit broke", e.getCause());
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts a round", e);
    }
  }

  /** Lets a visit go that waits no longer; nothing happens where its turn has come. */
  void withdraw(Visit visit) {
    lock.lock();
    try {
      long closed = opens - System.nanoTime();
      if (visit.withdraw(closed > 0 ? OptionalLong.of(closed) : OptionalLong.empty())) {
        waiting.removeIf(one -> one.visit() == visit);
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  void withdrawAll() {
    lock.lock();
    try {
      List.copyOf(waiting).forEach(one -> withdraw(one.visit()));
    } finally {
      lock.unlock();
    }
  }

  int waiting() {
    lock.lock();
    try {
      return waiting.size();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Whether nobody is in the lane, and nothing about it has been worth knowing for {@code nanos}.
   */
  boolean forgettable(long nanos) {
    lock.lock();
    try {
      return !busy && waiting.isEmpty() && System.nanoTime() - opens > nanos;
    } finally {
      lock.unlock();
    }
  }
}
