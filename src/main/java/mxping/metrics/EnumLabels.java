package mxping.metrics;

import io.prometheus.metrics.model.snapshots.Labels;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;

/** A label with a closed list of values, each made once. */
final class EnumLabels<E extends Enum<E>> {
  private final Map<E, Labels> all;

  EnumLabels(String name, Class<E> type, Function<E, String> value) {
    all = new EnumMap<>(type);
    for (E each : type.getEnumConstants()) {
      all.put(each, Labels.of(name, value.apply(each)));
    }
  }

  Labels of(E each) {
    return all.getOrDefault(each, Labels.EMPTY);
  }

  Iterable<E> values() {
    return all.keySet();
  }
}
