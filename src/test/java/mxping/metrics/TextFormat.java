package mxping.metrics;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A strict reader of the text format, for what tests have to find in it. */
final class TextFormat {
  private static final Pattern LABEL =
      Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\\n]|\\\\[\\\\\"n])*)\",?");
  private static final Pattern SAMPLE =
      Pattern.compile("([a-z_][a-zA-Z0-9_]*)(?:\\{((?:" + LABEL.pattern() + ")*)})? (\\S+)");
  private static final Pattern ESCAPE = Pattern.compile("\\\\(.)");

  private TextFormat() {}

  record Sample(String name, Map<String, String> labels, double value) {}

  /**
   * All samples; lines end with LF alone; an {@link AssertionError} on a line that is none and no
   * comment.
   */
  static List<Sample> parse(String text) {
    List<Sample> samples = new ArrayList<>();
    for (String line : text.stripTrailing().split("\n", -1)) {
      if (!line.startsWith("# ")) {
        Matcher sample = SAMPLE.matcher(line);
        if (!sample.matches()) {
          throw new AssertionError("no sample: " + line);
        }
        String labels = sample.group(2) == null ? "" : sample.group(2);
        double value = Double.parseDouble(sample.group(5).replace("+Inf", "Infinity"));
        samples.add(new Sample(sample.group(1), labels(labels), value));
      }
    }
    return samples;
  }

  /** The values of {@code label} in all samples of {@code name}. */
  static List<String> labels(List<Sample> samples, String name, String label) {
    return samples.stream()
        .filter(sample -> sample.name().equals(name))
        .map(sample -> sample.labels().getOrDefault(label, "absent"))
        .toList();
  }

  private static Map<String, String> labels(String text) {
    Map<String, String> labels = new HashMap<>();
    LABEL.matcher(text).results().forEach(label -> labels.put(label.group(1), plain(label)));
    return labels;
  }

  private static String plain(MatchResult label) {
    return ESCAPE
        .matcher(label.group(2))
        .replaceAll(
            escape ->
                Matcher.quoteReplacement(escape.group(1).equals("n") ? "\n" : escape.group(1)));
  }
}
