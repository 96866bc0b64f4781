package mxping.metrics;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import mxping.history.CheckState;
import mxping.history.History;
import mxping.run.Round;

/**
 * The metrics of one round that somebody asked for, and of nothing else: blackbox_exporter's, and
 * ours as {@code /metrics} would have them after that round. Immutable.
 */
public final class RequestedMetrics {
  /** What only makes sense of a check that goes on: counters, and what tells of a timetable. */
  private static final Set<String> OF_TIME =
      Set.of(
          "mxping_check_interval_seconds",
          "mxping_check_next_round_timestamp_seconds",
          "mxping_last_probe_timestamp_seconds",
          "mxping_last_success_timestamp_seconds");

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  /**
   * @param took from the question to the answer
   */
  public RequestedMetrics(Round.Completed round, Duration took) {
    History history = new History(InstantSource.fixed(round.ended()), System::nanoTime);
    history.add(round.check(), round.due());
    history.record(round);
    long now = history.now();
    CheckState state = history.check(round.check().name()).orElseThrow();
    CheckView check = CheckView.of(state, now);
    List<MetricSnapshot> all = new ArrayList<>();
    BlackboxMetrics.ALL.forEach(f -> all.add(f.of(List.of(new Requested(round, took)))));
    CheckMetrics.all().stream()
        .filter(RequestedMetrics::ofOneRound)
        .forEach(f -> all.add(f.of(List.of(check))));
    Stream.concat(HostMetrics.ALL.stream(), DialogueMetrics.ALL.stream())
        .filter(RequestedMetrics::ofOneRound)
        .forEach(f -> all.add(f.of(check.hosts())));
    MetricSnapshots found = new MetricSnapshots(all);
    registry.getPrometheusRegistry().register((MultiCollector) () -> found);
  }

  private static boolean ofOneRound(Family<?> family) {
    return !family.name().endsWith("_total") && !OF_TIME.contains(family.name());
  }

  /**
   * Writes them, uncompressed; the stream is not closed.
   *
   * @throws IOException where {@code out} throws it
   */
  public void write(Exposition form, OutputStream out) throws IOException {
    registry.scrape(out, form.contentType());
  }
}
