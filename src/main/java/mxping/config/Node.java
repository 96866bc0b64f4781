package mxping.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;

/** A value of a YAML file that knows its place. An alias is the very node its anchor names. */
sealed interface Node {

  Place at();

  /** What kind of value this is, to people. */
  String kind();

  /** Keys and values in the order of the file. */
  record Mapping(Place at, SequencedMap<String, Member> members) implements Node {

    public Mapping {
      members = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(members));
    }

    static Mapping empty(Place at) {
      return new Mapping(at, new LinkedHashMap<>());
    }

    /** The value of a key that is there and not null. */
    Optional<Node> value(String key) {
      return Optional.ofNullable(members.get(key))
          .map(Member::value)
          .filter(value -> !(value instanceof Nothing));
    }

    boolean has(String key) {
      return value(key).isPresent();
    }

    /** Where {@code key} is written, else where the mapping begins. */
    Place at(String key) {
      Member member = members.get(key);
      return member == null ? at : member.at();
    }

    Mapping only(Set<String> keys) {
      var kept = new LinkedHashMap<>(members);
      kept.keySet().retainAll(keys);
      return new Mapping(at, kept);
    }

    @Override
    public long weight() {
      return 1 + members.values().stream().mapToLong(member -> member.value().weight()).sum();
    }

    @Override
    public String kind() {
      return "a mapping (key: value)";
    }
  }

  /**
   * A value under its key.
   *
   * @param at where the key is written
   */
  record Member(Place at, Node value) {}

  /** A list. */
  record Sequence(Place at, List<Node> items) implements Node {
    public Sequence {
      items = List.copyOf(items);
    }

    @Override
    public long weight() {
      return 1 + items.stream().mapToLong(Node::weight).sum();
    }

    @Override
    public String kind() {
      return "a list";
    }
  }

  /**
   * One text, with its variables filled in. Its type is whatever the reader of the key makes of it.
   *
   * @param variables the environment variables it was made with; if any, it is never shown
   */
  record Scalar(Place at, String text, List<String> variables) implements Node {
    public Scalar {
      variables = List.copyOf(variables);
    }

    boolean secret() {
      return !variables.isEmpty();
    }

    /** How a problem speaks of this value. */
    String quoted() {
      return secret()
          ? variables.stream()
              .map(name -> "${" + Quoted.clip(name) + "}")
              .collect(Collectors.joining(" and ", "the value of ", ""))
          : Quoted.of(text);
    }

    @Override
    public String kind() {
      return "a single value";
    }
  }

  /** Null: a key without a value, {@code null} or {@code ~}. */
  record Nothing(Place at) implements Node {
    @Override
    public String kind() {
      return "empty";
    }
  }

  /** A value whose problem has been told already; reading it gives nothing and says nothing. */
  record Refused(Place at) implements Node {
    @Override
    public String kind() {
      return "refused";
    }
  }

  default boolean isEmptyList() {
    return this instanceof Sequence sequence && sequence.items().isEmpty();
  }

  /** How many values there are in all; what aliases repeat counts each time. */
  default long weight() {
    return 1;
  }
}
