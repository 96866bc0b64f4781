package mxping.config;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What values of a lower layer were read as. Thousands of checks take the same ones from {@code
 * defaults}, where a key has one form, so each is read once. Not thread-safe.
 */
final class Remembered {
  private final Map<String, Map<Node, Optional<?>>> values = new HashMap<>();

  /** As {@code form} reads it; the problems of a node are told the first time. */
  @SuppressWarnings("unchecked") // a key has one form
  <T> Optional<T> read(String key, Node node, Form<T> form, Problems problems) {
    Map<Node, Optional<?>> ofKey = values.computeIfAbsent(key, first -> new IdentityHashMap<>());
    Optional<?> known = ofKey.get(node);
    if (known == null) {
      known = form.read(node, problems);
      ofKey.put(node, known);
    }
    return (Optional<T>) known;
  }
}
