package mxping.cluster;

import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The members of a view, and what each has announced to have read. Checks are shared among those
 * that have read the same: while a change of the file goes round, those with the old text share the
 * old checks and those with the new text the new ones, so that no check is without an owner.
 * Immutable.
 *
 * @param own what this agent announces of itself
 * @param others every other member of the view, who came first before who came later
 * @param elders how many of them were there before this agent
 */
record Census(Announced own, List<Member> others, int elders) {
  Census {
    others = List.copyOf(others);
  }

  Census(Announced own, List<Member> others) {
    this(own, others, 0);
  }

  /** Somebody in the view. */
  sealed interface Member permits Announced, Silent {
    String name();
  }

  /**
   * A member that has told what it has read.
   *
   * @param digest of the text of its file
   * @param pages where it serves them, such as {@code http://192.0.2.1:9025}
   */
  record Announced(String name, String digest, String pages) implements Member {}

  /** A member that has told nothing yet, and owns nothing until it does. */
  record Silent(String name) implements Member {}

  /** An agent that knows of nobody, and so runs everything. */
  static Census alone(Announced own) {
    return new Census(own, List.of());
  }

  /** How many members there are, this agent among them, whatever they have read. */
  int members() {
    return others.size() + 1;
  }

  /** As in {@code 3 members: a, b, c}. */
  String words() {
    String names =
        Stream.concat(Stream.of(own), others.stream())
            .map(Member::name)
            .sorted()
            .collect(Collectors.joining(", "));
    return (members() == 1 ? "1 member: " : members() + " members: ") + names;
  }

  /** Whether all of the others have announced themselves. */
  boolean complete() {
    return others.stream().noneMatch(Silent.class::isInstance);
  }

  /** Whether somebody has read something else than this agent. */
  boolean disagrees() {
    return others.stream().anyMatch(other -> other instanceof Announced told && !reads(told));
  }

  /** Whether a member that was there before this agent has its name. */
  boolean namesake() {
    return others.stream().limit(elders).anyMatch(other -> other.name().equals(own.name()));
  }

  /** Who runs what, among those that have read what this agent has read. */
  Ownership ownership() {
    return new Ownership(
        others.stream()
            .filter(other -> other instanceof Announced told && reads(told))
            .map(Member::name)
            .collect(Collectors.toCollection(() -> new TreeSet<>(List.of(own.name())))));
  }

  /**
   * Who keeps the lanes to addresses, among all members: an address is the same to all, whatever
   * they have read, and to one that begins or ends too.
   */
  Ownership lanes() {
    return new Ownership(
        others.stream()
            .map(Member::name)
            .collect(Collectors.toCollection(() -> new TreeSet<>(List.of(own.name())))));
  }

  private boolean reads(Announced other) {
    return other.digest().equals(own.digest());
  }
}
