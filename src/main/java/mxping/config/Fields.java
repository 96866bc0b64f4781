package mxping.config;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import mxping.config.Node.Mapping;

/**
 * A mapping from which each known key is taken by name. What has been taken is what is known: any
 * other key is refused at the end, with the nearest known one for a hint.
 */
final class Fields {
  private static final int FEW = 8;

  private final Mapping own;
  private final Mapping mapping;
  private final Remembered below;
  private final Problems problems;
  private final Set<String> known = new LinkedHashSet<>();
  private final Set<String> refused = new LinkedHashSet<>();

  Fields(Mapping mapping, Problems problems) {
    this(mapping, mapping, new Remembered(), problems);
  }

  /**
   * The keys of {@code mapping}, which is {@code own} laid over others.
   *
   * @param below what those others were read as
   */
  Fields(Mapping own, Mapping mapping, Remembered below, Problems problems) {
    this.own = own;
    this.mapping = mapping;
    this.below = below;
    this.problems = problems;
  }

  /** What is written in this place, without the layers under it. */
  Mapping own() {
    return own;
  }

  Mapping mapping() {
    return mapping;
  }

  Problems problems() {
    return problems;
  }

  /** The value of a key; empty where it is absent, null, or wrong and so reported. */
  <T> Optional<T> take(String key, Form<T> form) {
    known.add(key);
    return mapping
        .value(key)
        .flatMap(
            node ->
                own.members().containsKey(key)
                    ? form.read(node, problems)
                    : below.read(key, node, form, problems));
  }

  <T> Optional<T> take(String key, Grammar<T> grammar) {
    return take(key, Form.of(grammar));
  }

  /** Adds a problem where {@code key} is written, else where the mapping begins. */
  void problem(String key, String text) {
    problems.add(mapping.at(key), text);
  }

  /** Refuses keys that are known, but not here or not now. */
  void refuse(Set<String> keys, String why) {
    refused.addAll(keys);
    for (String key : mapping.members().keySet()) {
      if (keys.contains(key)) {
        problems.add(mapping.at(key), why);
      }
    }
  }

  /** Refuses every key that nobody took. */
  void refuseOthers() {
    for (String key : mapping.members().keySet()) {
      if (!known.contains(key) && !refused.contains(key)) {
        problems.add(mapping.at(key), "unknown key" + hint(key));
      }
    }
  }

  /** The keys that were taken so far, whether they are there or not. */
  Set<String> known() {
    return Set.copyOf(known);
  }

  /** The mapping without what has been refused. */
  Mapping taken() {
    return mapping.only(known);
  }

  private String hint(String key) {
    var candidates = new LinkedHashSet<>(known);
    candidates.addAll(refused);
    String near = Nearest.hint(key, candidates);
    return near.isEmpty() && known.size() <= FEW ? "; known are " + String.join(", ", known) : near;
  }
}
