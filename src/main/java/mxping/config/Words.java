package mxping.config;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Grammars of closed lists of words. */
final class Words {

  /** {@code true} or {@code false}, and none of YAML 1.1's other words for them. */
  static final Grammar<Boolean> TRUE_OR_FALSE = of(inOrder(true, false));

  private Words() {}

  /** The constants of an enum, in lower case, with hyphens. */
  static <E extends Enum<E>> Grammar<E> of(Class<E> type) {
    return of(inOrder(type.getEnumConstants()));
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
