package mxping.history;

import mxping.run.Judgement;
import mxping.run.Round;

/** How a check stands at this moment. */
public sealed interface Standing {

  /** No round has ended yet. */
  record Unknown() implements Standing {}

  /** The last round is too long ago to say anything. */
  record Stale(Round.Completed last) implements Standing {}

  /** As the last round says. */
  record Known(Judgement judgement) implements Standing {}

  /** That of {@code state} at {@code now} on the monotonic clock. */
  static Standing of(CheckState state, long now) {
    if (state.last().isEmpty()) {
      return new Unknown();
    }
    Round.Completed last = state.last().get();
    return state.judgement(now).<Standing>map(Known::new).orElseGet(() -> new Stale(last));
  }

  /** Whether the check is known to be up. */
  default boolean up() {
    return this instanceof Known known && known.judgement().up();
  }

  /** Outcome and reason, or why there are none, in a few words. */
  default String words() {
    return switch (this) {
      case Unknown unknown -> "not yet known";
      case Stale stale -> "stale, last known " + stale.last().ended();
      case Known known -> {
        var finding = known.judgement().deciding();
        yield finding.outcome().label() + " " + finding.reason().label();
      }
    };
  }
}
