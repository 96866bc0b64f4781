package mxping.agent;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * In what the checks that are watched differ from those watched before.
 *
 * @param added names that were not there before
 * @param removed names that are not there any more
 * @param changed names of checks that are not equal to what they were
 * @param kept how many go on as if nothing had happened
 */
record Changes(List<String> added, List<String> removed, List<String> changed, int kept) {
  private static final int NAMED = 5;

  Changes {
    added = List.copyOf(added);
    removed = List.copyOf(removed);
    changed = List.copyOf(changed);
  }

  /** Whether they differ in anything. */
  boolean any() {
    return !added.isEmpty() || !removed.isEmpty() || !changed.isEmpty();
  }

  /** As in {@code 0 added, 1 removed (a), 2 changed (b, c), 7 kept}; few names, however many. */
  String words() {
    return Stream.of(words(added, "added"), words(removed, "removed"), words(changed, "changed"))
        .collect(Collectors.joining(", ", "", ", " + kept + " kept"));
  }

  private static String words(List<String> names, String what) {
    if (names.isEmpty()) {
      return "0 " + what;
    }
    String few = names.stream().limit(NAMED).collect(Collectors.joining(", "));
    return names.size() + " " + what + " (" + few + (names.size() > NAMED ? ", ...)" : ")");
  }
}
