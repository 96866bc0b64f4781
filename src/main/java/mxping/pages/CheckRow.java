package mxping.pages;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import mxping.history.Availability;
import mxping.history.CheckState;
import mxping.history.Sample;
import mxping.history.Standing;

/**
 * A check in the list of all.
 *
 * @param target empty where the name says as much
 * @param reason empty where there is none to tell
 * @param sentence what that means
 * @param since when outcome or reason last changed
 * @param availability over the rounds that are kept
 * @param took how long the last round's best host took; empty where it did not succeed
 */
record CheckRow(
    String name,
    String target,
    State state,
    String reason,
    String sentence,
    Optional<Since> since,
    String availability,
    Bar bar,
    Sparkline times,
    String took,
    String next) {
  private static final int ROUNDS = 60;

  /** A moment, and how long ago it is. */
  record Since(String moment, String span) {
    static Since of(Instant then, Instant now) {
      return new Since(Words.moment(then), Words.span(Duration.between(then, now)));
    }
  }

  static CheckRow of(CheckState check, long nanoTime, Instant now) {
    Told told = Told.of(check, Standing.of(check, nanoTime), now);
    List<Sample> rounds = check.past().rounds();
    String name = check.check().name();
    String target = check.check().target().text();
    return new CheckRow(
        name,
        target.equals(name) ? "" : target,
        told.state(),
        told.reason(),
        told.sentence(),
        told.since().map(then -> Since.of(then, now)),
        Words.of(Availability.of(rounds)),
        Bar.of(rounds, ROUNDS),
        Sparkline.of(rounds, ROUNDS),
        rounds.isEmpty() ? "" : rounds.getLast().took().map(Words::time).orElse(""),
        Words.ahead(check.nextRound(), now));
  }
}
