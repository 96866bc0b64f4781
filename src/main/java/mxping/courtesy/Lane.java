package mxping.courtesy;

import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongConsumer;
import java.util.function.Predicate;
import mxping.smtp.Deadline;

/**
 * The way to one address, for one connection at a time. Visits wait in it, who was served longest
 * ago first; at most one virtual thread takes what is due, keeps the pauses, and goes when nobody
 * waits. Where the way is free, the visitor's own thread goes at once, unless other agents have to
 * be asked. A visit is taken only when there is a place in flight for it, so that until then it can
 * give up. Thread-safe.
 */
final class Lane {
  private final Places places;
  private final Host host;
  private final AtomicInteger visitors = new AtomicInteger();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final NavigableSet<Waiting> waiting = new TreeSet<>();
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
     * @param turn to be given back when the connection has ended
     * @param opensAt told, before any visit hears of its end, the moment on the monotonic clock
     *     before which no connection may begin
     */
    void serve(Visit first, Others others, Turns.Turn turn, LongConsumer opensAt);

    /** Whether a connection needs a turn that other agents agree to, as things are now. */
    default boolean shared() {
      return false;
    }

    /** Wishes for that turn; cancelled where nobody waits for it any more. */
    default CompletableFuture<Turns.Turn> wish() {
      return CompletableFuture.completedFuture(Turns.Turn.FREE);
    }

    /**
     * Before which moment no connection may begin, by the manners that hold now; empty where none
     * has ended yet.
     */
    default OptionalLong opens() {
      return OptionalLong.empty();
    }
  }

  /** Gives the next waiting visit that a connection can serve too. */
  interface Others {
    Optional<Visit> next(Predicate<Visit> fitting);
  }

  Lane(Places places, Host host) {
    this.places = places;
    this.host = host;
  }

  /** Waits for the visit's turn until {@code giveUp}, and for its end; blocking. */
  Visit.Visited visit(Visit visit, Deadline giveUp) {
    if (goesAtOnce(visit)) {
      serve(visit, Turns.Turn.FREE);
      handOver();
    }
    return end(visit, giveUp);
  }

  private boolean goesAtOnce(Visit visit) {
    lock.lock();
    try {
      if (!busy && System.nanoTime() - opens >= 0 && !host.shared() && places.takeIfFree()) {
        busy = take(visit);
        if (!busy) {
          places.free();
        }
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
      Thread.ofVirtual().name("lane").start(this::run);
      busy = true;
    }
  }

  private void run() {
    while (awaitOpen()) {
      if (host.shared()) {
        awaitTurn().ifPresent(this::serveNext);
      } else {
        serveNext(Turns.Turn.FREE);
      }
    }
  }

  private void serveNext(Turns.Turn turn) {
    places.take();
    Optional<Visit> due = next(any -> true);
    if (due.isPresent()) {
      serve(due.get(), turn);
    } else {
      places.free();
      turn.end(0, Duration.ZERO);
    }
  }

  private void serve(Visit first, Turns.Turn turn) {
    try {
      host.serve(first, this::next, turn, this::opensAt);
    } finally {
      places.free();
    }
  }

  /** Waits for the turn that other agents agree to; empty where nobody waits for it any more. */
  private Optional<Turns.Turn> awaitTurn() {
    CompletableFuture<Turns.Turn> turn = host.wish();
    CompletableFuture<Void> unused = turn.thenRun(this::wake);
    awaitWhileSomebodyWaits(turn);
    return turn.cancel(false) ? Optional.empty() : Optional.of(turn.join());
  }

  private void awaitWhileSomebodyWaits(CompletableFuture<Turns.Turn> turn) {
    lock.lock();
    try {
      while (!waiting.isEmpty() && !turn.isDone()) {
        changed.await();
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts the thread of a lane", e);
    } finally {
      lock.unlock();
    }
  }

  private void wake() {
    lock.lock();
    try {
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Waits until the lane is open; false, and the lane free, where nobody waits any more. */
  private boolean awaitOpen() {
    lock.lock();
    try {
      while (!waiting.isEmpty()) {
        long wait = opens - System.nanoTime();
        if (wait <= 0) {
          return true;
        }
        changed.awaitNanos(wait);
      }
      busy = false;
      return false;
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
    for (Iterator<Waiting> each = waiting.iterator(); each.hasNext(); ) {
      Visit visit = each.next().visit();
      if (fitting.test(visit)) {
        each.remove();
        if (take(visit)) {
          return Optional.of(visit);
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

  /** Manners have changed: the pause that is being kept may be too long or too short by them. */
  void reconsider() {
    lock.lock();
    try {
      opens = host.opens().orElse(opens);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
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

  /** Somebody is about to come: the lane must not be forgotten. */
  void expect() {
    visitors.incrementAndGet();
  }

  /** Somebody who was expected has left. */
  void left() {
    visitors.decrementAndGet();
  }

  /**
   * Forgets visitors who have not come for {@code nanos}.
   *
   * @return whether the lane can be forgotten too: it is empty, nobody is about to come, and it has
   *     been open for as long
   */
  boolean forget(long nanos) {
    lock.lock();
    try {
      long now = System.nanoTime();
      lastServed.values().removeIf(served -> now - served > nanos);
      return visitors.get() == 0 && !busy && lastServed.isEmpty() && now - opens > nanos;
    } finally {
      lock.unlock();
    }
  }
}
