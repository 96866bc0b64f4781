package mxping.config;

import java.util.HashMap;

/** How a single value is spelled. */
@FunctionalInterface
interface Grammar<T> {

  /** Any text at all. */
  Grammar<String> TEXT = Parsed::good;

  Parsed<T> parse(String text);

  /** A slow grammar, with each text parsed once. Not thread-safe. */
  static <T> Grammar<T> remembering(Grammar<T> slow) {
    var known = new HashMap<String, Parsed<T>>();
    return text -> known.computeIfAbsent(text, slow::parse);
  }
}
