package mxping.web;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import mxping.history.Tally;

/** Tallies as JSON objects. */
final class Counts {
  private Counts() {}

  /** Each of {@code cases}, in their order, those that never occurred with 0. */
  static <E extends Enum<E>> Map<String, Long> all(
      Tally<E> tally, E[] cases, Function<E, String> label) {
    Map<String, Long> counts = new LinkedHashMap<>();
    for (E each : cases) {
      counts.put(label.apply(each), tally.of(each));
    }
    return counts;
  }

  /** Only those that occurred, in the order of their type. */
  static <E extends Enum<E>> Map<String, Long> some(Tally<E> tally, Function<E, String> label) {
    Map<String, Long> counts = new LinkedHashMap<>();
    tally.counts().keySet().stream()
        .sorted()
        .forEach(each -> counts.put(label.apply(each), tally.of(each)));
    return counts;
  }
}
