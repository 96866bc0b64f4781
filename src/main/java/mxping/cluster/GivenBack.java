package mxping.cluster;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The turns that this agent has given back and that still matter: for a minute what was asked for,
 * and as long as it lasts that the address is closed. Whoever comes to keep a lane is told of them.
 * Time is passed in, as {@link System#nanoTime}. Not thread-safe.
 */
final class GivenBack {
  private static final long MINUTE = Duration.ofSeconds(60).toNanos();
  private static final long SWEEP = Duration.ofSeconds(10).toNanos();

  private final List<Turn> turns = new ArrayList<>();
  private long swept = Long.MIN_VALUE;

  /**
   * A turn that was had.
   *
   * @param asked recipients that may have been refused
   * @param ended when it was given back
   * @param opens before which moment nobody may connect to the address
   */
  record Turn(long id, String address, int asked, long ended, long opens) {

    private boolean matters(long now) {
      return opens - now > 0 || (asked > 0 && now - ended < MINUTE);
    }

    /** What to tell of it now. */
    Letter.Done done(long now) {
      long closed = Duration.ofNanos(Math.max(0, opens - now)).plusNanos(999_999).toMillis();
      return new Letter.Done(id, address, now - ended < MINUTE ? asked : 0, closed);
    }
  }

  void remember(Turn turn, long now) {
    if (swept == Long.MIN_VALUE || now - swept >= SWEEP) {
      turns.removeIf(one -> !one.matters(now));
      swept = now;
    }
    if (turn.matters(now)) {
      turns.add(turn);
    }
  }

  /** Those that matter, in the order in which they were given back. */
  List<Turn> mattering(long now) {
    return turns.stream().filter(turn -> turn.matters(now)).toList();
  }
}
