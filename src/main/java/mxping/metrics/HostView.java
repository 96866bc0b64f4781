package mxping.metrics;

import io.prometheus.metrics.model.snapshots.Labels;
import java.time.Instant;
import java.util.Optional;
import mxping.history.CheckState;
import mxping.history.HostState;
import mxping.probe.ProbeResult;
import mxping.run.HostKey;
import mxping.run.HostResult;

/**
 * A mail host of a check as a scrape sees it.
 *
 * @param fresh the last visit, where it is not stale
 * @param probed what its probe found out; absent also where no address was known to speak to
 */
record HostView(
    Labels labels, HostState state, Optional<HostResult.Visit> fresh, Optional<ProbeResult> probed)
    implements Subject {
  private static final String[] LABELS = {"address", "check", "family", "mx"};

  static HostView of(CheckState check, HostState host, long now) {
    HostKey key = host.key();
    String[] values = {key.address(), check.check().name(), key.family().label(), key.mx()};
    Optional<HostResult.Visit> fresh = host.fresh(now);
    return new HostView(Labels.of(LABELS, values), host, fresh, fresh.flatMap(HostView::result));
  }

  private static Optional<ProbeResult> result(HostResult.Visit visit) {
    return switch (visit) {
      case HostResult.Probed session -> Optional.of(session.result());
      case HostResult.Unreached unreached -> Optional.empty();
      case HostResult.Unvisited unvisited -> Optional.empty();
    };
  }

  @Override
  public Instant since() {
    return state.since();
  }
}
