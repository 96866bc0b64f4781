package mxping.web;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import mxping.check.Cadence;
import mxping.check.Check;
import mxping.history.CheckState;
import mxping.history.Standing;
import mxping.probe.Explanation;
import mxping.probe.Finding;
import mxping.run.Judgement;
import mxping.smtp.Printable;

/**
 * A check in short, as JSON.
 *
 * @param intervalSeconds from one round to the next; of a cron expression, from the last planned
 *     one
 * @param state absent where nothing is known, or nothing that is not stale
 * @param stale whether what was known is too old
 */
record CheckView(
    String name,
    String target,
    Map<String, String> labels,
    double intervalSeconds,
    Optional<String> cron,
    Optional<String> timezone,
    Instant nextRound,
    Optional<State> state,
    boolean stale) {

  /**
   * How the check stands now.
   *
   * @param since when outcome or reason last changed
   * @param sentence what that means, for people
   * @param next what to do about it; empty where there is nothing to do
   */
  record State(
      String outcome,
      String reason,
      String fault,
      String phase,
      Optional<Instant> since,
      boolean up,
      boolean success,
      String sentence,
      String next) {
    static State of(Check check, Judgement judgement, Optional<Instant> since) {
      Finding finding = judgement.deciding();
      Explanation explanation = judgement.explained(check.target().text());
      return new State(
          finding.outcome().label(),
          finding.reason().label(),
          finding.reason().fault().label(),
          finding.phase().label(),
          since,
          judgement.up(),
          judgement.success(),
          Printable.of(explanation.sentence()),
          explanation.next());
    }
  }

  static CheckView of(CheckState state, long now) {
    Check check = state.check();
    Optional<Cadence.Cron> cron =
        check.cadence() instanceof Cadence.Cron given ? Optional.of(given) : Optional.empty();
    Standing standing = Standing.of(state, now);
    return new CheckView(
        check.name(),
        check.target().text(),
        new TreeMap<>(check.labels()),
        Json.seconds(interval(state)),
        cron.map(Cadence.Cron::expression),
        cron.map(given -> given.zone().getId()),
        state.nextRound(),
        state.judgement(now).map(all -> State.of(check, all, state.changed())),
        standing instanceof Standing.Stale);
  }

  private static Duration interval(CheckState state) {
    return switch (state.check().cadence()) {
      case Cadence.Every every -> every.interval();
      case Cadence.Cron cron -> state.due().interval();
    };
  }
}
