package mxping.smtp;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends reads whose deadlines have passed, on all sockets of the process. A read with a timeout of
 * its own wakes a timer's thread twice, to set and to cancel it, and wake-ups are most of what a
 * probe costs; here one thread sleeps until the earliest deadline that it knows of, and nearly all
 * reads have ended by then. Thread-safe.
 */
final class Alarms {
  private static final Logger LOG = LoggerFactory.getLogger(Alarms.class);

  /** How late a read may end: deadlines that lie closer together share a look. */
  static final Duration GRAIN = Duration.ofMillis(10);

  private static final Duration MOST_SLEEP = Duration.ofSeconds(5);

  static final Alarms SHARED = started();

  private final Set<DeadlineSocket> sockets = ConcurrentHashMap.newKeySet();
  private final Thread keeper = Thread.ofVirtual().name("alarms").unstarted(this::keep);
  private volatile Deadline next = Deadline.in(MOST_SLEEP);

  private static Alarms started() {
    Alarms alarms = new Alarms();
    alarms.keeper.start();
    return alarms;
  }

  /** The reads of {@code socket} end at their deadlines until it is {@linkplain #drop dropped}. */
  void mind(DeadlineSocket socket) {
    sockets.add(socket);
  }

  void drop(DeadlineSocket socket) {
    sockets.remove(socket);
  }

  /** A read of a socket that is minded begins, and is to end at {@code deadline}. */
  void set(Deadline deadline) {
    if (deadline.isBefore(next)) {
      LockSupport.unpark(keeper);
    }
  }

  private void keep() {
    while (true) {
      LockSupport.parkNanos(next.left().toNanos());
      try {
        look();
      } catch (Throwable e) {
        // nobody else would end a late read, so this goes on
        LOG.error("late reads were not ended, and will be looked at again", e);
        next = Deadline.in(GRAIN);
      }
    }
  }

  private void look() {
    // before the look: a read that begins during it, and may be passed over, calls for another
    next = Deadline.in(MOST_SLEEP);
    Deadline earliest = next;
    for (DeadlineSocket socket : sockets) {
      Deadline end = socket.endLateRead();
      if (end != null && end.isBefore(earliest)) {
        earliest = end;
      }
    }
    Deadline soonest = Deadline.in(GRAIN);
    next = earliest.isBefore(soonest) ? soonest : earliest;
  }
}
