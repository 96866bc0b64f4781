package mxping.deploy;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A row of the table in {@code deploy/README.md} that says what mxping is made of.
 *
 * @param artifacts what the pom names
 * @param reason what it is there for
 * @param brings the groups of what comes with it
 */
public record Ingredient(Set<String> artifacts, String reason, Set<String> brings) {
  private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");

  /** All rows, in their order. */
  public static List<Ingredient> all() {
    return Deployed.at("README.md")
        .text()
        .lines()
        .dropWhile(line -> !line.equals("| dependency | for | brings |"))
        .skip(2)
        .takeWhile(line -> line.startsWith("|"))
        .map(Ingredient::row)
        .toList();
  }

  private static Ingredient row(String line) {
    List<String> cells = Stream.of(line.split("\\|", -1)).map(String::strip).toList();
    return new Ingredient(quoted(cells.get(1)), cells.get(2), quoted(cells.get(3)));
  }

  private static Set<String> quoted(String cell) {
    return QUOTED.matcher(cell).results().map(match -> match.group(1)).collect(Collectors.toSet());
  }
}
