package mxping.metrics;

import io.prometheus.metrics.model.snapshots.Labels;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import mxping.check.Cadence;
import mxping.check.Check;
import mxping.history.CheckState;
import mxping.probe.Reason;
import mxping.run.HostResult;
import mxping.run.Round;

/**
 * A check as a scrape sees it.
 *
 * @param fresh the last round, where it is not stale
 * @param hosts by preference
 */
record CheckView(
    Labels labels, CheckState state, Optional<Round.Completed> fresh, List<HostView> hosts)
    implements Subject {
  private static final Set<Reason> UNRESOLVED =
      Set.of(Reason.NXDOMAIN, Reason.NO_ADDRESS, Reason.DNS_FAILURE, Reason.DNS_TIMEOUT);

  static CheckView of(CheckState state, long now) {
    return new CheckView(
        Labels.of("check", state.check().name()),
        state,
        state.fresh(now),
        state.hosts().stream().map(host -> HostView.of(state, host, now)).toList());
  }

  Check check() {
    return state.check();
  }

  Duration interval() {
    return switch (check().cadence()) {
      case Cadence.Every every -> every.interval();
      case Cadence.Cron cron -> state.due().interval();
    };
  }

  /**
   * What is known of the hosts of a fresh round. Of one that was not visited in it, that is what an
   * earlier round found, while it is fresh: a skipped probe changes nothing.
   */
  private Stream<HostResult.Visit> visits(Round.Completed round) {
    return round.hostsKnown()
        ? hosts.stream().flatMap(host -> host.fresh().stream())
        : round.hosts().stream().map(HostResult::visit);
  }

  long hostsUp(Round.Completed round) {
    return visits(round).filter(HostResult.Visit::up).count();
  }

  boolean up(Round.Completed round) {
    return round.up() || hostsUp(round) > 0;
  }

  boolean success(Round.Completed round) {
    return round.success() || visits(round).anyMatch(visit -> visit.deciding().outcome().success());
  }

  /**
   * Whether every look-up of a round led somewhere. A null MX is an answer too, and so is an MX set
   * other than the expected one.
   */
  static boolean resolved(Round.Completed round) {
    return round.findings().stream().noneMatch(finding -> UNRESOLVED.contains(finding.reason()))
        && round.hosts().stream().noneMatch(host -> host.visit() instanceof HostResult.Unreached);
  }

  @Override
  public Instant since() {
    return state.since();
  }
}
