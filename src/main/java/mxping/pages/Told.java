package mxping.pages;

import java.time.Instant;
import java.util.Optional;
import mxping.history.CheckState;
import mxping.history.Standing;
import mxping.probe.Explanation;
import mxping.probe.Finding;
import mxping.probe.Reason;
import mxping.smtp.Printable;

/**
 * How a check or a mail host stands, in words.
 *
 * @param reason empty where there is none to tell
 * @param sentence what that means
 * @param next what to do about it; empty where there is nothing to do
 * @param since when that began
 */
record Told(State state, String reason, String sentence, String next, Optional<Instant> since) {

  static Told of(CheckState check, Standing standing, Instant now) {
    return switch (standing) {
      case Standing.Unknown unknown ->
          without(
              State.UNKNOWN,
              "No round has ended yet; one is due " + Words.ahead(check.nextRound(), now) + ".",
              Optional.empty());
      case Standing.Stale stale ->
          without(
              State.STALE,
              "No round has ended since " + Words.moment(stale.last().ended()) + ".",
              Optional.of(stale.last().ended()));
      case Standing.Known known ->
          of(
              known.judgement().deciding(),
              known.judgement().explained(check.check().target().text()),
              check.changed());
    };
  }

  /** What {@code finding} says of {@code who}. */
  static Told of(String who, Finding finding) {
    return of(finding, Explanation.of(who, finding), Optional.empty());
  }

  static Told without(State state, String sentence, Optional<Instant> since) {
    return new Told(state, "", sentence, "", since);
  }

  private static Told of(Finding finding, Explanation explanation, Optional<Instant> since) {
    return new Told(
        State.of(finding.outcome()),
        finding.reason() == Reason.NONE ? "" : finding.reason().label(),
        Printable.of(explanation.sentence()),
        explanation.next(),
        since);
  }
}
