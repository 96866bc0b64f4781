package mxping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What {@code /metrics} said, read as strictly as promtool does: each line is well-formed, each
 * sample stands under the HELP and TYPE of its family, no family comes twice, no series either.
 *
 * <p>Series are shown as Prometheus keeps them: labels in order, empty ones left out, {@code
 * mxping_up{check="self",family="any",mx="self"} 1}.
 */
final class Scraped {
  private static final Pattern LABEL =
      Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\\n]|\\\\[\\\\\"n])*+)\"(?:,|$)");
  private static final Pattern SAMPLE =
      Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)})? (\\S+)");
  private static final Pattern ABOUT =
      Pattern.compile("# (HELP|TYPE|UNIT) ([a-zA-Z_:][a-zA-Z0-9_:]*) (\\S.*)");
  private static final Pattern ESCAPE = Pattern.compile("\\\\(.)");

  private final boolean openMetrics;
  private final List<Sample> samples = new ArrayList<>();
  private final Map<String, Set<String>> about = new HashMap<>();
  private final Set<String> series = new HashSet<>();
  private String family = "";
  private String type = "";

  /** One series and its value. */
  record Sample(String name, SortedMap<String, String> labels, String value) {
    String series() {
      String shown =
          labels.entrySet().stream()
              .filter(label -> !label.getValue().isEmpty())
              .map(label -> label.getKey() + "=\"" + label.getValue() + "\"")
              .collect(Collectors.joining(","));
      return shown.isEmpty() ? name : name + "{" + shown + "}";
    }

    @Override
    public String toString() {
      return series() + " " + value;
    }
  }

  private Scraped(boolean openMetrics) {
    this.openMetrics = openMetrics;
  }

  /** Reads the text format, version 0.0.4. */
  static Scraped text(String text) {
    return new Scraped(false).read(text);
  }

  /** Reads OpenMetrics 1.0.0, which says where it ends. */
  static Scraped openMetrics(String text) {
    assertThat(text).endsWith("\n# EOF\n");
    return new Scraped(true).read(text.substring(0, text.length() - "# EOF\n".length()));
  }

  private Scraped read(String text) {
    assertThat(text).endsWith("\n");
    text.substring(0, text.length() - 1).lines().forEach(this::line);
    return this;
  }

  private void line(String line) {
    Matcher described = ABOUT.matcher(line);
    if (described.matches()) {
      describe(described.group(1), described.group(2), described.group(3), line);
      return;
    }
    Sample sample = sample(line);
    if (!belongs(sample.name())) {
      throw new AssertionError(line + "\nstands under " + type + " " + family);
    }
    if (!about.getOrDefault(family, Set.of()).containsAll(Set.of("HELP", "TYPE"))) {
      throw new AssertionError(line + "\nhas no HELP or no TYPE");
    }
    if (!series.add(sample.series())) {
      throw new AssertionError(line + "\ncomes twice");
    }
    samples.add(sample);
  }

  private void describe(String what, String name, String word, String line) {
    if (!name.equals(family)) {
      family = name;
      type = "";
    }
    if (!about.computeIfAbsent(name, any -> new HashSet<>()).add(what)) {
      throw new AssertionError(line + "\ncomes twice");
    }
    if (what.equals("TYPE")) {
      type = word;
    }
  }

  private boolean belongs(String name) {
    return switch (type) {
      case "gauge" -> name.equals(family);
      case "info" -> name.equals(family + "_info");
      case "counter" ->
          openMetrics
              ? name.equals(family + "_total") || name.equals(family + "_created")
              : name.equals(family) && name.endsWith("_total");
      case "histogram" ->
          Set.of("_bucket", "_sum", "_count", "_created").stream()
              .anyMatch(end -> name.equals(family + end));
      case "summary" ->
          Set.of("", "_sum", "_count", "_created").stream()
              .anyMatch(end -> name.equals(family + end));
      default -> false;
    };
  }

  private static Sample sample(String line) {
    Matcher sample = SAMPLE.matcher(line);
    if (!sample.matches()) {
      throw new AssertionError("no sample: " + line);
    }
    String labels = sample.group(2) == null ? "" : sample.group(2);
    return new Sample(sample.group(1), labels(labels, line), plain(sample.group(3)));
  }

  private static SortedMap<String, String> labels(String text, String line) {
    SortedMap<String, String> labels = new TreeMap<>();
    Matcher label = LABEL.matcher(text);
    int at = 0;
    while (at < text.length()) {
      if (!label.find(at) || label.start() != at) {
        throw new AssertionError("no label at " + text.substring(at) + "\nin " + line);
      }
      if (labels.put(label.group(1), unescaped(label.group(2))) != null) {
        throw new AssertionError(label.group(1) + " comes twice in " + line);
      }
      at = label.end();
    }
    return labels;
  }

  private static String unescaped(String value) {
    return ESCAPE
        .matcher(value)
        .replaceAll(
            escape ->
                Matcher.quoteReplacement(escape.group(1).equals("n") ? "\n" : escape.group(1)));
  }

  /** A number as a person would write it, and {@code *} as it is. */
  private static String plain(String value) {
    if (value.equals("*")) {
      return value;
    }
    double number = Double.parseDouble(value.replace("Inf", "Infinity"));
    return number == Math.rint(number) && Math.abs(number) < 1e15
        ? Long.toString((long) number)
        : Double.toString(number);
  }

  List<Sample> samples() {
    return List.copyOf(samples);
  }

  /** Names of families, as TYPE gives them. */
  Set<String> families() {
    return new TreeSet<>(about.keySet());
  }

  /** The value of a series, as {@link Sample#series} shows it; NaN where it is absent. */
  double value(String series) {
    return samples.stream()
        .filter(sample -> sample.series().equals(series))
        .mapToDouble(sample -> Double.parseDouble(sample.value()))
        .findFirst()
        .orElse(Double.NaN);
  }

  /** The values of a label in all series of a metric. */
  List<String> labelled(String name, String label) {
    return samples.stream()
        .filter(sample -> sample.name().equals(name))
        .map(sample -> sample.labels().getOrDefault(label, ""))
        .toList();
  }

  /**
   * Asserts that these series, one a line, are there with these values, and that none else is of
   * the metrics and checks they name. The value {@code *} is any number.
   */
  Scraped shows(String expected) {
    List<Sample> wanted = expected.lines().filter(l -> !l.isBlank()).map(Scraped::sample).toList();
    Set<String> metrics = wanted.stream().map(Sample::name).collect(Collectors.toSet());
    Set<String> checks = wanted.stream().map(Scraped::check).collect(Collectors.toSet());
    Set<String> anyValue =
        wanted.stream()
            .filter(sample -> sample.value().equals("*"))
            .map(Sample::series)
            .collect(Collectors.toSet());
    List<String> there =
        samples.stream()
            .filter(sample -> metrics.contains(sample.name()) && checks.contains(check(sample)))
            .map(s -> anyValue.contains(s.series()) ? s.series() + " *" : s.toString())
            .toList();
    assertThat(there)
        .containsExactlyInAnyOrderElementsOf(wanted.stream().map(Sample::toString).toList());
    return this;
  }

  /** Asserts that no series has such a name. */
  Scraped lacks(String... names) {
    assertThat(samples).extracting(Sample::name).doesNotContain(names);
    return this;
  }

  private static String check(Sample sample) {
    return sample.labels().getOrDefault("check", "");
  }

  /** The series of ours, for a failure's message. */
  @Override
  public String toString() {
    return samples.stream()
        .filter(sample -> sample.name().startsWith("mxping_"))
        .filter(sample -> !sample.name().endsWith("_bucket"))
        .map(Sample::toString)
        .collect(Collectors.joining("\n"));
  }
}
