package mxping.config;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Grammars of closed lists of words. */
final class Words {

  /** {@code true} or {@code false}, and none of YAML 1.1's other words for them. */
  static final Grammar<Boolean> TRUE_OR_FALSE = of(inOrder(true, false));

  private Words() {}

  /** The constants of an enum, in lower case. */
  static <E extends Enum<E>> Grammar<E> of(Class<E> type) {
    return of(inOrder(type.getEnumConstants()));
  }

  /** The constants of an enum, and words that will be ones of it. */
  static <E extends Enum<E>> Grammar<E> of(Class<E> type, Set<String> notYet) {
    Grammar<E> now = of(type);
    return text -> notYet.contains(text) ? Parsed.bad(NotYet.TEXT) : now.parse(text);
  }

  @SafeVarargs
  private static <T> Map<String, T> inOrder(T... values) {
    var words = new LinkedHashMap<String, T>();
    for (T value : values) {
      words.put(value.toString().toLowerCase(Locale.ROOT), value);
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
