package mxping.history;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mxping.probe.Finding;
import mxping.probe.Outcome;
import mxping.probe.Phase;
import mxping.probe.PhaseTime;
import mxping.probe.ProbeResult;
import mxping.probe.Reason;
import mxping.run.HostResult;
import mxping.smtp.Reply;

/**
 * What is kept of one round, of a whole check or of one of its mail hosts.
 *
 * @param at when it ended, to the second
 * @param phase where what decided was found
 * @param code of the deciding reply; 0 where there is none
 * @param took connect to the end, of a check that of its best host; absent where no host was probed
 *     (with success, of a check)
 * @param phases how long those took that were done; none of a check
 */
public record Sample(
    Instant at,
    Outcome outcome,
    Reason reason,
    Phase phase,
    int code,
    Optional<Duration> took,
    Map<Phase, Duration> phases) {

  public Sample {
    phases = Collections.unmodifiableMap(phases);
  }

  /** A round that was not carried out, or did not come to a host. */
  static Sample skipped(Instant at, Reason reason) {
    return new Sample(at, Outcome.SKIPPED, reason, Phase.RESOLVE, 0, Optional.empty(), Map.of());
  }

  /** A round of a whole check, which came to {@code deciding}. */
  static Sample of(Instant at, Finding deciding, List<HostResult> hosts) {
    Optional<Duration> took = best(hosts).map(ProbeResult::duration);
    return of(at, deciding, took, Map.of());
  }

  /** The first of the hosts that ended best, if it did with success. */
  private static Optional<ProbeResult> best(List<HostResult> hosts) {
    HostResult best = null;
    for (HostResult host : hosts) {
      boolean better = best == null || host.outcome().compareTo(best.outcome()) < 0;
      if (better && host.outcome().success()) {
        best = host;
      }
    }
    return best != null && best.visit() instanceof HostResult.Probed probed
        ? Optional.of(probed.result())
        : Optional.empty();
  }

  /** A visit of a mail host. */
  static Sample of(Instant at, HostResult.Visit visit) {
    return switch (visit) {
      case HostResult.Unvisited unvisited -> skipped(at, unvisited.deciding().reason());
      case HostResult.Unreached unreached ->
          of(at, unreached.deciding(), Optional.empty(), Map.of());
      case HostResult.Probed probed ->
          of(
              at,
              probed.deciding(),
              Optional.of(probed.result().duration()),
              durations(probed.result().phases()));
    };
  }

  private static Map<Phase, Duration> durations(List<PhaseTime> times) {
    Map<Phase, Duration> durations = new EnumMap<>(Phase.class);
    times.forEach(time -> durations.put(time.phase(), time.duration()));
    return durations;
  }

  private static Sample of(
      Instant at, Finding deciding, Optional<Duration> took, Map<Phase, Duration> phases) {
    return new Sample(
        at,
        deciding.outcome(),
        deciding.reason(),
        deciding.phase(),
        deciding.reply().map(Reply::code).orElse(0),
        took,
        phases);
  }
}
