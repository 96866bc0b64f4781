package mxping.deploy;

import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names in an expression of PromQL that a Prometheus parses: its metrics with the labels that
 * are matched on each, and the labels it groups or joins by.
 */
final class PromQl {
  private static final Pattern TOKEN =
      Pattern.compile(
          "\"(?:[^\"\\\\]|\\\\.)*\"|'(?:[^'\\\\]|\\\\.)*'"
              + "|(?<name>[a-zA-Z_:][a-zA-Z0-9_:]*)|[0-9][a-zA-Z0-9_.]*|(?<mark>[{}()]|\\[[^\\]]*])");
  private static final Set<String> WORDS =
      Set.of("and", "or", "unless", "bool", "offset", "inf", "nan");
  private static final Set<String> AFTER_AGGREGATION = Set.of("by", "without");
  private static final Set<String> BEFORE_LABELS =
      Set.of("by", "without", "on", "ignoring", "group_left", "group_right");

  final TreeMap<String, Set<String>> matched = new TreeMap<>();
  final Set<String> grouped = new TreeSet<>();

  private enum Inside {
    EXPRESSION,
    MATCHERS,
    LABELS
  }

  private Inside inside = Inside.EXPRESSION;
  private String metric = "";
  private String pending = "";

  static PromQl read(String expression) {
    PromQl names = new PromQl();
    Matcher token = TOKEN.matcher(expression);
    while (token.find()) {
      if (token.group("name") != null) {
        names.name(token.group("name"));
      } else if (token.group("mark") != null) {
        names.mark(token.group("mark"));
      }
    }
    names.settle();
    return names;
  }

  private void name(String name) {
    switch (inside) {
      case LABELS -> grouped.add(name);
      case MATCHERS -> matched.computeIfAbsent(metric, any -> new TreeSet<>()).add(name);
      case EXPRESSION -> {
        if (AFTER_AGGREGATION.contains(name)) {
          pending = "";
        }
        settle();
        pending = name;
      }
    }
  }

  private void mark(String mark) {
    switch (mark) {
      case "(" -> {
        inside = BEFORE_LABELS.contains(pending) ? Inside.LABELS : Inside.EXPRESSION;
        pending = "";
      }
      case "{" -> {
        settle();
        inside = Inside.MATCHERS;
      }
      case ")", "}" -> {
        settle();
        inside = Inside.EXPRESSION;
      }
      default -> settle();
    }
  }

  /** What came last is a metric, unless it is a word of the language. */
  private void settle() {
    String name = pending;
    pending = "";
    if (!name.isEmpty() && !WORDS.contains(name) && !BEFORE_LABELS.contains(name)) {
      metric = name;
      matched.computeIfAbsent(name, any -> new TreeSet<>());
    }
  }
}
