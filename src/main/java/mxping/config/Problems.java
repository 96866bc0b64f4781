package mxping.config;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What has been found wrong so far. The same problem is kept once, however many checks share the
 * value it is about. Not thread-safe.
 */
final class Problems {
  private final Set<Problem> found = new LinkedHashSet<>();

  void add(Place at, String text) {
    add(at.problem(text));
  }

  void add(Problem problem) {
    found.add(problem);
  }

  boolean none() {
    return found.isEmpty();
  }

  /** By file, line and column. */
  List<Problem> sorted() {
    return found.stream().sorted().toList();
  }
}
