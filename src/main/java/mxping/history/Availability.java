package mxping.history;

import java.util.List;
import java.util.OptionalDouble;
import mxping.probe.Outcome;

/**
 * How often all was well in the rounds that are kept.
 *
 * @param good rounds that ended with success
 * @param failed rounds that failed
 * @param untold rounds that prove nothing: inconclusive or skipped
 */
public record Availability(int good, int failed, int untold) {

  /** That of these rounds. */
  public static Availability of(List<Sample> rounds) {
    int good = (int) rounds.stream().filter(round -> round.outcome().success()).count();
    int failed = (int) rounds.stream().filter(r -> r.outcome() == Outcome.FAILED).count();
    return new Availability(good, failed, rounds.size() - good - failed);
  }

  /** The share of good rounds in those that say something, 0 to 1; absent where none does. */
  public OptionalDouble share() {
    int told = good + failed;
    return told == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) good / told);
  }
}
