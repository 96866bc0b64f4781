package mxping.metrics;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import mxping.history.History;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a scrape collects of checks and their hosts. Each family is built under its own guard: one
 * that cannot be is logged and missing, and the others are there.
 */
final class HistoryCollector implements MultiCollector {
  private static final Logger log = LoggerFactory.getLogger(HistoryCollector.class);

  private final History history;
  private final Histograms histograms;
  private final List<Family<HostView>> ofHosts;
  private final List<Family<CheckView>> ofChecks = CheckMetrics.all();
  private final Runnable internalError;

  HistoryCollector(History history, Histograms histograms, Detail detail, Runnable internalError) {
    this.history = history;
    this.histograms = histograms;
    this.internalError = internalError;
    this.ofHosts =
        switch (detail) {
          case FULL ->
              Stream.concat(HostMetrics.ALL.stream(), DialogueMetrics.ALL.stream()).toList();
          case LEAN -> HostMetrics.ALL;
        };
  }

  @Override
  public MetricSnapshots collect() {
    long now = history.now();
    List<CheckView> checks =
        history.checks().stream().map(state -> CheckView.of(state, now)).toList();
    // sorted once, each family finds its series in order
    List<HostView> hosts =
        checks.stream()
            .flatMap(check -> check.hosts().stream())
            .sorted(Comparator.comparing(HostView::labels))
            .toList();
    List<MetricSnapshot> families = new ArrayList<>();
    for (Family<CheckView> family : ofChecks) {
      addGuarded(families, family.name(), () -> family.of(checks));
    }
    for (Family<HostView> family : ofHosts) {
      addGuarded(families, family.name(), () -> family.of(hosts));
    }
    // a round may end after its check was removed
    histograms.forget(name -> history.check(name).isEmpty());
    histograms
        .in(Exposition.CURRENT.orElse(Exposition.TEXT))
        .forEach((name, histogram) -> addGuarded(families, name, histogram::collect));
    return new MetricSnapshots(families);
  }

  private void addGuarded(
      List<MetricSnapshot> families, String name, Supplier<MetricSnapshot> family) {
    try {
      families.add(family.get());
    } catch (RuntimeException e) {
      log.error("{} is left out of this scrape", name, e);
      internalError.run();
    }
  }
}
