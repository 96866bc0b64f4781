package mxping.config;

import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import tools.jackson.core.JacksonException;

/** What the YAML parser complains of, in the words of the one who has to mend it. */
final class SyntaxErrors {
  private SyntaxErrors() {}

  static Problem problem(JacksonException complaint, String file) {
    if (complaint.getCause() instanceof MarkedYamlEngineException marked) {
      return marked(marked, file);
    }
    int line = Math.max(1, complaint.getLocation().getLineNr());
    int column = Math.max(1, complaint.getLocation().getColumnNr());
    String said = String.valueOf(complaint.getOriginalMessage());
    String text =
        said.startsWith("Expected a property name")
            ? "a key must be plain text, not a list, a mapping or an alias"
            : said.startsWith("Version{")
                ? "this YAML version is not understood; leave out the %YAML line"
                : "is not YAML: " + Quoted.clip(said);
    return new Place(file, line, column, KeyPath.top()).problem(text);
  }

  private static Problem marked(MarkedYamlEngineException e, String file) {
    String said = String.valueOf(e.getProblem());
    boolean opener =
        said.startsWith("could not find expected ':'")
            || said.startsWith("found unexpected end of stream");
    Optional<Mark> mark = opener ? e.getContextMark().or(e::getProblemMark) : e.getProblemMark();
    int line = mark.map(Mark::getLine).orElse(0) + 1;
    int column = mark.map(Mark::getColumn).orElse(0) + 1;
    return new Place(file, line, column, KeyPath.top()).problem(words(said, e.getContextMark()));
  }

  private static String words(String said, Optional<Mark> context) {
    String since =
        context.map(m -> " (of what begins in line " + (m.getLine() + 1) + ")").orElse("");
    if (said.startsWith("mapping values are not allowed")) {
      return "no `key: value` may stand here: mend the indentation, or quote text that holds `: `";
    }
    if (said.startsWith("found character '\\t")) {
      return "a tab: YAML is indented with spaces";
    }
    if (said.startsWith("found character '") && said.length() > 17) {
      return "a text may not begin with " + Quoted.of(said.substring(17, 18)) + ": quote it";
    }
    if (said.startsWith("could not find expected ':'")) {
      return "a key without `:`";
    }
    if (said.startsWith("found unexpected end of stream")) {
      return "a quote is opened here and never closed";
    }
    if (said.startsWith("found unknown escape character")) {
      return "an unknown escape in double quotes; single quotes leave a backslash as it is";
    }
    if (said.startsWith("expected ',' or")) {
      return "a comma or the closing bracket is missing" + since;
    }
    if (said.startsWith("expected the node content")) {
      return "a value is missing";
    }
    if (said.startsWith("expected <block end>")) {
      return "does not fit what stands above it: mend indentation, quotes or brackets" + since;
    }
    return "is not YAML: " + Quoted.clip(said);
  }
}
