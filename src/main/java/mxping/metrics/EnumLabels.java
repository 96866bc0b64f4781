package mxping.metrics;

import io.prometheus.metrics.model.snapshots.Labels;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A label with a closed list of values, each made once. */
final class EnumLabels<E extends Enum<E>> {
  private final Map<E, Labels> all;
  private final List<E> inOrder;

  EnumLabels(String name, Class<E> type, Function<E, String> value) {
    all = new EnumMap<>(type);
    for (E each : type.getEnumConstants()) {
      all.put(each, Labels.of(name, value.apply(each)));
    }
    inOrder = Arrays.stream(type.getEnumConstants()).sorted(Comparator.comparing(value)).toList();
  }

  Labels of(E each) {
    return all.getOrDefault(each, Labels.EMPTY);
  }

  /** All values, as series are sorted by them. */
  List<E> values() {
    return inOrder;
  }
}
