package mxping.cluster;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import mxping.check.Check;

/**
 * Who runs which check, by rendezvous hashing: of all members the one that is drawn most to the
 * check's {@link Key}. Who joins takes from each of the others what it is drawn to more, and who
 * leaves gives each of its checks to the next; nothing else moves. Immutable.
 *
 * @param members at least one, by name
 */
record Ownership(SortedSet<String> members) {

  Ownership {
    members = Collections.unmodifiableSortedSet(new TreeSet<>(members));
    if (members.isEmpty()) {
      throw new IllegalArgumentException("nobody to own anything");
    }
  }

  /** Of those drawn to it alike, who never are in practice, the last by name. */
  String owner(Key key) {
    Comparator<String> drawn = (a, b) -> Long.compareUnsigned(Weight.of(a, key), Weight.of(b, key));
    return members.stream().max(drawn.thenComparing(Comparator.naturalOrder())).orElseThrow();
  }

  /** Who runs the check; empty where every member does. */
  Optional<String> owner(Check check) {
    return Key.of(check).map(this::owner);
  }

  /** Which of these checks a member runs, in their order. */
  List<Check> share(String member, List<Check> checks) {
    return checks.stream().filter(check -> owner(check).map(member::equals).orElse(true)).toList();
  }
}
