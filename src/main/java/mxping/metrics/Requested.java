package mxping.metrics;

import io.prometheus.metrics.model.snapshots.Labels;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import mxping.probe.ProbeResult;
import mxping.probe.TlsResult;
import mxping.run.HostResult;
import mxping.run.Round;

/**
 * A round that somebody asked for, as the families of blackbox_exporter see it.
 *
 * @param took from the question to the answer, waits for turns included
 */
record Requested(Round.Completed round, Duration took) implements Subject {

  @Override
  public Labels labels() {
    return Labels.EMPTY;
  }

  @Override
  public Instant since() {
    return round.ended();
  }

  /** What was found out about the host that decides whether the check succeeds: the best one. */
  Optional<ProbeResult> best() {
    return round.hosts().stream()
        .filter(HostResult::visited)
        .min(Comparator.comparing(HostResult::outcome))
        .stream()
        .flatMap(Requested::probed)
        .findFirst();
  }

  /** The earliest end of a certificate that any of the hosts sent. */
  Optional<Instant> earliestExpiry() {
    return round.hosts().stream()
        .flatMap(Requested::probed)
        .flatMap(result -> result.tls().stream())
        .map(TlsResult::facts)
        .flatMap(facts -> facts.notAfter().stream())
        .min(Comparator.naturalOrder());
  }

  private static Stream<ProbeResult> probed(HostResult host) {
    return switch (host.visit()) {
      case HostResult.Probed session -> Stream.of(session.result());
      case HostResult.Unreached unreached -> Stream.empty();
      case HostResult.Unvisited unvisited -> Stream.empty();
    };
  }
}
