package mxping.metrics;

import io.prometheus.metrics.model.snapshots.Labels;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import mxping.check.Cadence;
import mxping.check.Check;
import mxping.history.CheckState;
import mxping.probe.Reason;
import mxping.run.HostResult;
import mxping.run.Judgement;
import mxping.run.Round;

/**
 * A check as a scrape sees it.
 *
 * @param fresh the last round and what it comes to, where it is not stale
 * @param hosts by preference
 */
record CheckView(Labels labels, CheckState state, Optional<Fresh> fresh, List<HostView> hosts)
    implements Subject {
  /** A round that is not stale, and what the check comes to with it. */
  record Fresh(Round.Completed round, Judgement judgement) {}

  private static final Set<Reason> UNRESOLVED =
      Set.of(Reason.NXDOMAIN, Reason.NO_ADDRESS, Reason.DNS_FAILURE, Reason.DNS_TIMEOUT);

  static CheckView of(CheckState state, long now) {
    return new CheckView(
        Labels.of("check", state.check().name()),
        state,
        state.fresh(now).flatMap(round -> state.judgement(now).map(all -> new Fresh(round, all))),
        state.hosts().stream().map(host -> HostView.of(state, host, now)).toList());
  }

  /** Its mail hosts, each once however many results it has. */
  Set<String> hostNames() {
    return state.hosts().stream().map(host -> host.key().mx()).collect(Collectors.toSet());
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
