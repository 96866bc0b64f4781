package mxping.cluster;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import mxping.check.Check;

/**
 * A change of who runs what: from it follows for how long nobody may have run a check.
 *
 * @param before who ran what until then
 * @param lost members that went without a farewell, and when they were last heard; monotonic
 */
record Handover(Ownership before, Map<String, Long> lost) {
  /** Members notice a change one after the other, within this time. */
  private static final Duration ROUND_TRIP = Duration.ofMillis(500);

  Handover {
    lost = Map.copyOf(lost);
  }

  /**
   * Of a check that is taken over at {@code now}: since the owner was last heard, or not long where
   * it handed over.
   */
  Duration unwatched(Check check, long now) {
    Optional<Long> heard = before.owner(check).map(lost::get);
    return heard
        .map(last -> Duration.ofNanos(now - last))
        .filter(silence -> silence.compareTo(ROUND_TRIP) > 0)
        .orElse(ROUND_TRIP);
  }
}
