package mxping.cluster;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What the keeper of a lane knows of its address: who holds the turn, who waits for it, when the
 * address opens again, and who asked it for how many recipients lately. A member has one lane to an
 * address, so it waits once and holds once; a wish of its with another id says that what it had
 * before is over. Letters may overtake each other, so what is over is over whatever comes late.
 * Time is passed in, as {@link System#nanoTime}. Not thread-safe.
 */
final class Page {
  /** A wish that has not been said again for so long is dropped. */
  private static final long STALE = Duration.ofSeconds(3).toNanos();

  private static final long MINUTE = Duration.ofSeconds(60).toNanos();

  /** More connections than anybody makes in a minute who keeps a gap. */
  private static final int MOST_REMEMBERED = 1000;

  private final Map<String, Wish> waiting = new LinkedHashMap<>();
  private final Map<String, Hold> held = new HashMap<>();
  private final Map<String, Long> ended = new HashMap<>();
  private final Deque<Asked> asked = new ArrayDeque<>();
  private long opens;

  private record Wish(long id, Duration lease, long said) {}

  private record Hold(long id, long until) {}

  /** Recipients asked for in one connection, counted when it had ended. */
  private record Asked(String member, long id, int recipients, long at) {}

  /** A turn that has come. */
  record Granted(String member, long id) {}

  Page(long now) {
    opens = now;
  }

  /**
   * Somebody wishes for the turn, perhaps again; it keeps its place in the queue.
   *
   * @return whether it holds that very turn already, and has not heard of it
   */
  boolean wish(String member, long id, Duration lease, long now) {
    Hold hold = held.get(member);
    if (hold != null && hold.id() == id) {
      hold(member, id, lease, now);
      return true;
    }
    if (!isOver(member, id)) {
      held.remove(member);
      Wish before = waiting.get(member);
      if (before != null && before.id() != id) {
        waiting.remove(member);
      }
      waiting.put(member, new Wish(id, lease, now));
    }
    return false;
  }

  boolean waits(String member) {
    return waiting.containsKey(member);
  }

  /** Somebody has the turn, whoever gave it; more than one where members did not agree. */
  void hold(String member, long id, Duration lease, long now) {
    if (!isOver(member, id)) {
      waiting.remove(member);
      held.put(member, new Hold(id, now + lease.toNanos()));
    }
  }

  private boolean isOver(String member, long id) {
    return ended.getOrDefault(member, id - 1) == id;
  }

  /** A turn has ended, or is not wished for any more; said twice it counts once. */
  void done(String member, long id, int recipients, Duration closed, long now) {
    Hold hold = held.get(member);
    if (hold != null && hold.id() == id) {
      held.remove(member);
    }
    Wish wish = waiting.get(member);
    if (wish != null && wish.id() == id) {
      waiting.remove(member);
    }
    ended.put(member, id);
    if (recipients > 0
        && asked.stream().noneMatch(a -> a.id() == id && a.member().equals(member))) {
      asked.addLast(new Asked(member, id, recipients, now));
    }
    if (asked.size() > MOST_REMEMBERED) {
      asked.removeFirst();
    }
    opens = later(opens, now + closed.toNanos());
  }

  private static long later(long a, long b) {
    return a - b > 0 ? a : b;
  }

  /** Drops what members had that are not there any more, but for what they asked for. */
  void keep(Set<String> members) {
    waiting.keySet().retainAll(members);
    held.keySet().retainAll(members);
    ended.keySet().retainAll(members);
  }

  /** Gives the turn to who of the members has waited longest, where it is free. */
  Optional<Granted> grant(Set<String> members, long now) {
    expire(now);
    if (!held.isEmpty() || now - opens < 0) {
      return Optional.empty();
    }
    Optional<String> first = waiting.keySet().stream().filter(members::contains).findFirst();
    return first.flatMap(member -> grant(member, now));
  }

  private Optional<Granted> grant(String member, long now) {
    Wish wish = waiting.get(member);
    if (wish == null) {
      return Optional.empty();
    }
    hold(member, wish.id(), wish.lease(), now);
    return Optional.of(new Granted(member, wish.id()));
  }

  /** When to look again for a member that waits; empty where none does. */
  OptionalLong next(Set<String> members, long now) {
    if (waiting.keySet().stream().noneMatch(members::contains)) {
      return OptionalLong.empty();
    }
    long leases = held.values().stream().mapToLong(h -> h.until() - now).min().orElse(0);
    return OptionalLong.of(now + Math.max(leases, opens - now));
  }

  /** Recipients that members but this one have asked for in the last 60 s. */
  int elsewhere(String member, long now) {
    expire(now);
    return asked.stream().filter(a -> !a.member().equals(member)).mapToInt(Asked::recipients).sum();
  }

  /** Whether there is nothing to remember. */
  boolean quiet(long now) {
    expire(now);
    return waiting.isEmpty() && held.isEmpty() && asked.isEmpty() && now - opens >= 0;
  }

  private void expire(long now) {
    waiting.values().removeIf(wish -> now - wish.said() >= STALE);
    held.values().removeIf(hold -> now - hold.until() >= 0);
    asked.removeIf(one -> now - one.at() >= MINUTE);
  }
}
