package mxping.history;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * How often each of some cases occurred. Immutable.
 *
 * @param counts only those that occurred
 */
public record Tally<E extends Enum<E>>(Map<E, Long> counts) {

  static <E extends Enum<E>> Tally<E> none() {
    return new Tally<E>(Map.of());
  }

  Tally<E> plus(E what, long times) {
    EnumMap<E, Long> more = new EnumMap<>(what.getDeclaringClass());
    more.putAll(counts);
    more.merge(what, times, Long::sum);
    return new Tally<E>(Collections.unmodifiableMap(more));
  }

  public long of(E what) {
    return counts.getOrDefault(what, 0L);
  }
}
