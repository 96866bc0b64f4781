package mxping.courtesy;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * The recipients that one address may be asked for although it may refuse them: so many in any 60
 * s, over all checks. A token is taken before the question and given back where the recipient is
 * accepted; a recipient that was accepted the last time needs none. Where tokens are few, who was
 * never asked or longest ago comes first.
 *
 * <p>One question at a time. Time is passed in, as {@link System#nanoTime}. Thread-safe.
 */
final class Budget {
  private static final long WINDOW = Duration.ofSeconds(60).toNanos();
  private static final long MEMORY = Duration.ofDays(2).toNanos();
  private static final long NEVER_ASKED = Long.MIN_VALUE;

  private int tokens;
  private final Deque<Long> taken = new ArrayDeque<>();
  private final Map<String, Wisher> wishers = new HashMap<>();
  private boolean asking;
  private long order;
  private long nextSweep = Long.MIN_VALUE;

  /** A recipient of a check that has been wished for. */
  private static final class Wisher {
    private long rank;
    private boolean accepted;
    private boolean wishes;
    private long expected;
    private long slack;
    private long forgetAt;

    Wisher(long rank) {
      this.rank = rank;
    }

    /**
     * Whether a token that is taken now would be missing when the wish is made again. One that will
     * be free by then is not, nor is it kept for a wish that is overdue.
     */
    boolean needsTokenOf(long now) {
      return wishes && expected - now <= WINDOW && now - expected < slack;
    }
  }

  Budget(int tokens) {
    this.tokens = tokens;
  }

  /** So many in any 60 s from now on; those that are taken stay taken. */
  synchronized void allow(int tokens) {
    this.tokens = tokens;
  }

  /**
   * Takes a token for a recipient, if one is due to it.
   *
   * @param wisher which recipient of which check
   * @param every in how many nanoseconds a wish that is not granted is made again
   * @return 0 where the recipient may be asked for now, else in how many nanoseconds a token is due
   *     to it; empty where none is in sight
   */
  synchronized OptionalLong take(String wisher, long now, Duration every) {
    noAnswer(now);
    sweep(now);
    Wisher own = wishers.computeIfAbsent(wisher, neverSeen -> new Wisher(NEVER_ASKED + order++));
    own.forgetAt = now + every.toNanos() + MEMORY;
    if (own.accepted) {
      return OptionalLong.of(0);
    }
    while (!taken.isEmpty() && now - taken.getFirst() >= WINDOW) {
      taken.removeFirst();
    }
    int missing = ahead(own, now) - (tokens - taken.size());
    if (missing < 0) {
      asking = true;
      own.wishes = false;
      own.rank = order++;
      taken.addLast(now);
      return OptionalLong.of(0);
    }
    own.wishes = true;
    own.expected = now + every.toNanos();
    own.slack = Math.min(every.toNanos(), WINDOW);
    return taken.stream().skip(missing).mapToLong(then -> then + WINDOW - now).findFirst();
  }

  /** How many others need a token and have waited longer. */
  private int ahead(Wisher own, long now) {
    int ahead = 0;
    for (Wisher other : wishers.values()) {
      if (other.rank < own.rank && other.needsTokenOf(now)) {
        ahead++;
      }
    }
    return ahead;
  }

  private void sweep(long now) {
    if (nextSweep == Long.MIN_VALUE || now - nextSweep >= 0) {
      wishers.values().removeIf(wisher -> now - wisher.forgetAt >= 0);
      nextSweep = now + MEMORY;
    }
  }

  /** What came of the question that {@link #take} allowed. */
  synchronized void answered(String wisher, boolean accepted, long now) {
    giveBack();
    if (!accepted) {
      taken.addLast(now);
    }
    Wisher known = wishers.get(wisher);
    if (known != null) {
      known.accepted = accepted;
    }
  }

  /** As {@link #answered}, for a recipient made up for once: the next one may fare differently. */
  synchronized void answeredOnce(boolean accepted, long now) {
    giveBack();
    if (!accepted) {
      taken.addLast(now);
    }
  }

  /**
   * If there is a question that {@link #take} allowed and nobody answered, it may have been heard
   * as late as now; nothing happens otherwise.
   */
  synchronized void noAnswer(long now) {
    if (asking) {
      giveBack();
      taken.addLast(now);
    }
  }

  /** How many tokens were taken since then, and not given back. */
  synchronized int takenSince(long then) {
    return (int) taken.stream().filter(at -> at - then >= 0).count();
  }

  private void giveBack() {
    if (asking) {
      taken.removeLast();
      asking = false;
    }
  }
}
