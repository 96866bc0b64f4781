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
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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
    InOrder<GaugeDataPointSnapshot> points = new InOrder<>(subjects.size());
    each(
        subjects,
        (first, subject, labels, value) ->
            points.add(first, new GaugeDataPointSnapshot(value, labels, null)));
    return unique(points.all(), distinct -> new GaugeSnapshot(metadata(), distinct));
  }

  private MetricSnapshot counter(List<S> subjects) {
    InOrder<CounterDataPointSnapshot> points = new InOrder<>(subjects.size());
    each(
        subjects,
        (first, subject, labels, value) -> {
          long since = subject.since().toEpochMilli();
          points.add(first, new CounterDataPointSnapshot(value, labels, null, since));
        });
    return unique(points.all(), distinct -> new CounterSnapshot(metadata(), distinct));
  }

  private void each(List<S> subjects, Series.Points points) {
    for (S subject : subjects) {
      values.accept(subject, new Series(subject, points));
    }
  }

  /**
   * Points as the client sorts them, mostly: it compares label by label, which takes longer than
   * anything else here where it finds them in disorder.
   */
  private static final class InOrder<P> {
    private final int subjects;
    private final List<P> bySubject;
    private final Map<Labels, List<P>> byFirst = new HashMap<>();

    InOrder(int subjects) {
      this.subjects = subjects;
      this.bySubject = new ArrayList<>(subjects);
    }

    void add(Labels first, P point) {
      List<P> points =
          first.isEmpty()
              ? bySubject
              : byFirst.computeIfAbsent(first, same -> new ArrayList<>(subjects));
      points.add(point);
    }

    List<P> all() {
      List<P> all = bySubject;
      byFirst.keySet().stream().sorted().map(byFirst::get).forEach(all::addAll);
      return all;
    }
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
