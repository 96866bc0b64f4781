package mxping.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import mxping.config.Node.Mapping;
import mxping.config.Node.Refused;
import mxping.config.Node.Scalar;
import mxping.config.Node.Sequence;

/** What kind of value a key takes, and what becomes of it. */
@FunctionalInterface
interface Form<T> {
  int MOST_LENGTH = 1000;

  /** The value; empty, with a problem, where the node has another form. */
  Optional<T> read(Node node, Problems problems);

  /** A single value in a grammar. */
  static <T> Form<T> of(Grammar<T> grammar) {
    return (node, problems) ->
        node instanceof Scalar scalar
            ? parse(scalar, grammar, problems)
            : other(node, "a single value", problems);
  }

  /** A list; what is wrong in it is left out. */
  static <T> Form<List<T>> list(Form<T> item) {
    return (node, problems) -> {
      if (!(node instanceof Sequence sequence)) {
        return other(node, "a list such as [a, b]", problems);
      }
      var items = new ArrayList<T>();
      sequence.items().forEach(i -> item.read(i, problems).ifPresent(items::add));
      return Optional.of(items);
    };
  }

  /** A mapping of known keys. */
  static <T> Form<T> mapping(Function<Fields, T> reader) {
    return layered(own -> own, new Remembered(), reader);
  }

  /**
   * A mapping of known keys that is laid over others before it is read.
   *
   * @param below what those others were read as, for all that are read in this form
   */
  static <T> Form<T> layered(
      UnaryOperator<Mapping> layers, Remembered below, Function<Fields, T> reader) {
    return (node, problems) -> {
      if (!(node instanceof Mapping own)) {
        return other(node, "a mapping (key: value)", problems);
      }
      var fields = new Fields(own, layers.apply(own), below, problems);
      T value = reader.apply(fields);
      fields.refuseOthers();
      return Optional.of(value);
    };
  }

  /** A mapping whose keys are the user's. */
  static Form<Map<String, String>> map(Grammar<String> keys, Grammar<String> values, int most) {
    return (node, problems) -> {
      if (!(node instanceof Mapping mapping)) {
        return other(node, "a mapping (key: value)", problems);
      }
      if (mapping.members().size() > most) {
        problems.add(mapping.at(), "has more than " + most + " keys");
      }
      var map = new LinkedHashMap<String, String>();
      mapping.members().keySet().stream()
          .filter(mapping::has)
          .forEach(key -> entry(mapping, key, keys, values, map, problems));
      return Optional.of(map);
    };
  }

  private static void entry(
      Mapping mapping,
      String key,
      Grammar<String> keys,
      Grammar<String> values,
      Map<String, String> map,
      Problems problems) {
    Optional<String> name = parse(new Scalar(mapping.at(key), key, List.of()), keys, problems);
    Optional<String> value = mapping.value(key).flatMap(node -> of(values).read(node, problems));
    name.ifPresent(n -> value.ifPresent(v -> map.put(n, v)));
  }

  private static <T> Optional<T> parse(Scalar scalar, Grammar<T> grammar, Problems problems) {
    Parsed<T> parsed = printable(scalar.text()).then(grammar::parse);
    if (parsed instanceof Parsed.Bad<T> bad) {
      String detail = scalar.secret() ? "" : bad.detail();
      problems.add(scalar.at(), scalar.quoted() + " " + bad.why() + detail);
    }
    return parsed.value();
  }

  /** What is true of every value: one line of moderate length, fit for the wire and for a log. */
  private static Parsed<String> printable(String text) {
    if (text.length() > MOST_LENGTH) {
      return Parsed.bad("is longer than " + MOST_LENGTH + " characters");
    }
    if (text.endsWith("\n")) {
      return Parsed.bad("ends in a line break; write it in quotes, or begin its block with |-");
    }
    return text.chars().anyMatch(Character::isISOControl)
        ? Parsed.bad("holds a line break or another control character")
        : Parsed.good(text);
  }

  private static <T> Optional<T> other(Node node, String wanted, Problems problems) {
    if (!(node instanceof Refused)) {
      problems.add(node.at(), "must be " + wanted + ", not " + node.kind());
    }
    return Optional.empty();
  }
}
