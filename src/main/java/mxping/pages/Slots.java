package mxping.pages;

import java.util.List;
import mxping.history.Sample;

/** Which rounds find a place in a plot. */
final class Slots {
  private Slots() {}

  /** The newest {@code count} of {@code rounds}, which come the oldest first. */
  static List<Sample> newest(List<Sample> rounds, int count) {
    return rounds.subList(Math.max(0, rounds.size() - count), rounds.size());
  }
}
