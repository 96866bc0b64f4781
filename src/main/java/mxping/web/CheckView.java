package mxping.web;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import mxping.check.Cadence;
import mxping.check.Check;
import mxping.history.CheckState;
import mxping.probe.Finding;
import mxping.run.Round;

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

  /** How the check stands now; {@code since} when outcome or reason last changed. */
  record State(
      String outcome,
      String reason,
      String fault,
      String phase,
      Optional<Instant> since,
      boolean up,
      boolean success) {
    static State of(Round.Completed round, Optional<Instant> since) {
      Finding finding = round.deciding();
      return new State(
          finding.outcome().label(),
          finding.reason().label(),
          finding.reason().fault().label(),
          finding.phase().label(),
          since,
          round.up(),
          round.success());
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
        state.fresh(now).map(round -> State.of(round, state.changed())),
        standing instanceof Standing.Stale);
  }

  private static Duration interval(CheckState state) {
    return switch (state.check().cadence()) {
      case Cadence.Every every -> every.interval();
      case Cadence.Cron cron -> state.due().interval();
    };
  }
}
