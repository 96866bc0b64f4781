package mxping.metrics;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.DataPointSnapshot;
import io.prometheus.metrics.model.snapshots.DuplicateLabelsException;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.Unit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Metrics of one name, about subjects of one kind.
 *
 * @param name as it is scraped; its ending tells unit and type: {@code _seconds}, {@code _bytes},
 *     {@code _total} for a counter, else a gauge
 * @param help what it says, for people
 * @param values gives the values of one subject, none where nothing is known
 */
record Family<S extends Subject>(String name, String help, BiConsumer<S, Series> values) {
  private static final String TOTAL = "_total";

  /**
   * The family as it stands for {@code subjects}. Of series with equal labels only the first is
   * kept: a second one would cost the whole scrape.
   */
  MetricSnapshot of(List<S> subjects) {
    return name.endsWith(TOTAL) ? counter(subjects) : gauge(subjects);
  }

  private MetricSnapshot gauge(List<S> subjects) {
    List<GaugeDataPointSnapshot> points = new ArrayList<>();
    for (S subject : subjects) {
      Series series =
          new Series(
              subject.labels(),
              (labels, value) -> points.add(new GaugeDataPointSnapshot(value, labels, null)));
      values.accept(subject, series);
    }
    return unique(points, distinct -> new GaugeSnapshot(metadata(), distinct));
  }

  private MetricSnapshot counter(List<S> subjects) {
    List<CounterDataPointSnapshot> points = new ArrayList<>();
    for (S subject : subjects) {
      long since = subject.since().toEpochMilli();
      Series series =
          new Series(
              subject.labels(),
              (labels, value) ->
                  points.add(new CounterDataPointSnapshot(value, labels, null, since)));
      values.accept(subject, series);
    }
    return unique(points, distinct -> new CounterSnapshot(metadata(), distinct));
  }

  /** The client finds duplicates by itself, so that looking for them costs only where they are. */
  private static <P extends DataPointSnapshot> MetricSnapshot unique(
      List<P> points, Function<List<P>, MetricSnapshot> family) {
    try {
      return family.apply(points);
    } catch (DuplicateLabelsException e) {
      Set<Labels> seen = new HashSet<>();
      return family.apply(points.stream().filter(point -> seen.add(point.getLabels())).toList());
    }
  }

  /** The client puts {@code _total} behind the name by itself. */
  private MetricMetadata metadata() {
    String base = name.endsWith(TOTAL) ? name.substring(0, name.length() - TOTAL.length()) : name;
    return new MetricMetadata(base, help, unit(base));
  }

  private static @Nullable Unit unit(String base) {
    if (base.endsWith("_seconds")) {
      return Unit.SECONDS;
    }
    return base.endsWith("_bytes") ? Unit.BYTES : null;
  }
}
