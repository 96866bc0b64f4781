package mxping.config;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;

/** Grammars of closed lists of words. */
final class Words {

  /** {@code true} or {@code false}, and none of YAML 1.1's other words for them. */
  static final Grammar<Boolean> TRUE_OR_FALSE = of(inOrder(true, false));

  private Words() {}

  /** The constants of an enum, in lower case, with hyphens. */
  static <E extends Enum<E>> Grammar<E> of(Class<E> type) {
    return of(inOrder(type.getEnumConstants()));
  }

  /** These words in their order, and others that stand for the same. */
  static <T> Grammar<T> of(Map<String, T> others, SequencedMap<String, T> words) {
    Grammar<T> usual = of(words);
    return text ->
        Optional.ofNullable(others.get(text)).map(Parsed::good).orElseGet(() -> usual.parse(text));
  }

  /** Values under the words that {@code word} gives them. */
  static <T> SequencedMap<String, T> words(T[] values, Function<T, String> word) {
    var words = new LinkedHashMap<String, T>();
    for (T value : values) {
      words.put(word.apply(value), value);
    }
    return words;
  }

  @SafeVarargs
  private static <T> Map<String, T> inOrder(T... values) {
    var words = new LinkedHashMap<String, T>();
    for (T value : values) {
      words.put(value.toString().toLowerCase(Locale.ROOT).replace('_', '-'), value);
    }
    return words;
  }

  private static <T> Grammar<T> of(Map<String, T> words) {
    String list = "is not one of " + String.join(", ", words.keySet());
    return text -> {
      T value = words.get(text);
      return value == null
          ? Parsed.bad(list, Nearest.hint(text, words.keySet()))
          : Parsed.good(value);
    };
  }
}
