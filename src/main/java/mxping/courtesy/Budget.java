package mxping.courtesy;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

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
  private static final long NEVER_ASKED = Long.MIN_VALUE;

  private final int tokens;
  private final Deque<Long> taken = new ArrayDeque<>();
  private final Map<String, Long> ranks = new HashMap<>();
  private final Map<String, Long> wishes = new HashMap<>();
  private final Set<String> accepted = new HashSet<>();
  private boolean asking;
  private long order;

  Budget(int tokens) {
    this.tokens = tokens;
  }

  /**
   * Takes a token for a recipient, if one is due to it.
   *
   * @param wisher which recipient of which check
   * @param address the recipient's
   * @param again how long a wish that is not granted keeps its place: until it should have been
   *     made again
   * @return 0 where the recipient may be asked for now, else in how many nanoseconds a token is due
   *     to it; empty where none is in sight
   */
  synchronized OptionalLong take(String wisher, String address, long now, Duration again) {
    asking = false;
    if (accepted.contains(address)) {
      return OptionalLong.of(0);
    }
    while (!taken.isEmpty() && now - taken.getFirst() >= WINDOW) {
      taken.removeFirst();
    }
    int missing = ahead(wisher, now) - (tokens - taken.size());
    if (missing < 0) {
      asking = true;
      wishes.remove(wisher);
      ranks.put(wisher, order++);
      taken.addLast(now);
      return OptionalLong.of(0);
    }
    wishes.put(wisher, now + again.toNanos());
    return taken.stream().skip(missing).mapToLong(then -> then + WINDOW - now).findFirst();
  }

  /** How many others wish for a token and have waited longer. */
  private int ahead(String wisher, long now) {
    wishes.values().removeIf(until -> now - until >= 0);
    long rank = ranks.computeIfAbsent(wisher, neverSeen -> NEVER_ASKED + order++);
    int ahead = 0;
    for (String other : wishes.keySet()) {
      if (!other.equals(wisher) && ranks.getOrDefault(other, NEVER_ASKED) < rank) {
        ahead++;
      }
    }
    return ahead;
  }

  /**
   * What came of the question that {@link #take} allowed. Until it is told, the token counts from
   * then on.
   */
  synchronized void answered(String address, boolean wasAccepted, long now) {
    if (asking) {
      taken.removeLast();
      asking = false;
    }
    if (wasAccepted) {
      accepted.add(address);
    } else {
      accepted.remove(address);
      taken.addLast(now);
    }
  }

  /** As {@link #answered}, for an address made up for once, which is not worth remembering. */
  synchronized void answeredOnce(boolean wasAccepted, long now) {
    if (asking) {
      taken.removeLast();
      asking = false;
    }
    if (!wasAccepted) {
      taken.addLast(now);
    }
  }
}
