package mxping.web;

import java.util.Optional;
import java.util.OptionalInt;
import mxping.history.HostState;
import mxping.probe.Explanation;
import mxping.probe.Finding;
import mxping.run.HostResult;
import mxping.smtp.Printable;

/**
 * A mail host of a check in short, as JSON.
 *
 * @param family the one the check asked for
 * @param address empty unless the check asks for {@code addresses: all}
 * @param state absent where nothing is known, or nothing that is not stale
 * @param stale whether what was known is too old
 */
record HostView(
    String mx,
    String family,
    String address,
    OptionalInt preference,
    Optional<State> state,
    boolean stale) {

  /** How the host stands; the sentence says it to people, and what to do next. */
  record State(
      String outcome,
      String reason,
      String fault,
      String phase,
      boolean up,
      boolean success,
      String sentence,
      String next) {
    static State of(String mx, HostResult.Visit visit) {
      Finding finding = visit.deciding();
      Explanation explanation = Explanation.of(mx, finding);
      return new State(
          finding.outcome().label(),
          finding.reason().label(),
          finding.reason().fault().label(),
          finding.phase().label(),
          visit.up(),
          finding.outcome().success(),
          Printable.of(explanation.sentence()),
          explanation.next());
    }
  }

  static HostView of(HostState host, long now) {
    Optional<HostResult.Visit> fresh = host.fresh(now);
    return new HostView(
        host.key().mx(),
        host.key().family().label(),
        host.key().address(),
        host.preference(),
        fresh.map(visit -> State.of(host.key().mx(), visit)),
        host.last().isPresent() && fresh.isEmpty());
  }
}
