package mxping.config;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Environment variables in values: {@code ${NAME}}, {@code ${NAME:-default}} where the variable is
 * unset or empty, and {@code $$} for a dollar. Any other dollar stands for itself, so that regular
 * expressions may end in one.
 *
 * @param environment read at load, never again
 */
record Variables(Map<String, String> environment) implements Filling {
  private static final int MOST_LENGTH = 65_536;

  private static final Pattern DOLLAR =
      Pattern.compile("\\$(?:\\$|\\{(?:([A-Za-z_][A-Za-z0-9_]*)(?::-([^}]*))?\\})?)");

  Variables {
    environment = Map.copyOf(environment);
  }

  /** The value with its variables filled in, or refused with a problem. */
  @Override
  public Node fill(Place at, String text, Problems problems) {
    if (text.indexOf('$') < 0) {
      return new Node.Scalar(at, text, List.of());
    }
    var filled = new StringBuilder();
    var names = new LinkedHashSet<String>();
    boolean good = true;
    Matcher dollar = DOLLAR.matcher(text);
    while (dollar.find()) {
      good &= fill(dollar, filled, names, at, problems);
    }
    dollar.appendTail(filled);
    if (filled.length() > MOST_LENGTH) {
      problems.add(
          at, "is longer than " + MOST_LENGTH + " characters with its variables filled in");
      good = false;
    }
    return good ? new Node.Scalar(at, filled.toString(), List.copyOf(names)) : new Node.Refused(at);
  }

  private boolean fill(
      Matcher dollar, StringBuilder filled, Set<String> names, Place at, Problems problems) {
    if (dollar.group().equals("$$")) {
      dollar.appendReplacement(filled, "\\$");
      return true;
    }
    String name = dollar.group(1);
    if (name == null) {
      problems.add(at, "`${` without a NAME and `}`; where no variable is meant, write `$${`");
      return false;
    }
    String set = environment.get(name);
    String otherwise = dollar.group(2);
    String value = set == null || (set.isEmpty() && otherwise != null) ? otherwise : set;
    if (value == null) {
      problems.add(at, "the environment variable " + Quoted.clip(name) + " is not set");
      return false;
    }
    names.add(name);
    dollar.appendReplacement(filled, Matcher.quoteReplacement(value));
    return true;
  }
}
