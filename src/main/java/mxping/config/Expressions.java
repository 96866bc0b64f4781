package mxping.config;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;

/** Values that are written in a language of somebody else's. */
final class Expressions {
  private static final java.util.regex.Pattern KEYWORD =
      java.util.regex.Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]*");

  /** {@code {n}}, <code>{n,}</code> or <code>{n,m}</code>. */
  private static final java.util.regex.Pattern REPEAT =
      java.util.regex.Pattern.compile("\\{([0-9]+)(?:,([0-9]+)?)?\\}");

  private static final double MOST_SIZE = 1e6;
  private static final int CRONTAB_FIELDS = 5;

  private Expressions() {}

  /** A regular expression of RE2, kept as text. */
  static Parsed<String> re2(String text) {
    if (size(text) > MOST_SIZE) {
      return Parsed.bad("repeats too much for an RE2 expression");
    }
    try {
      return Parsed.good(Pattern.compile(text).pattern());
    } catch (PatternSyntaxException e) {
      return Parsed.bad("is not an RE2 expression", ": " + Quoted.clip(e.getDescription()));
    }
  }

  /** Bound of what an expression compiles to; unlike RE2, its Java kin has none of its own. */
  private static double size(String text) {
    double size = text.length();
    for (Matcher repeat = REPEAT.matcher(text); repeat.find(); ) {
      String most = repeat.group(2) == null ? repeat.group(1) : repeat.group(2);
      size *= Math.max(1, Double.parseDouble(most));
    }
    return size;
  }

  /** An EHLO keyword (RFC 5321 4.1.1.1), given in upper case. */
  static Parsed<String> keyword(String text) {
    return KEYWORD.matcher(text).matches()
        ? Parsed.good(text.toUpperCase(Locale.ROOT))
        : Parsed.bad("is not an EHLO keyword: letters, digits and `-`, without parameters");
  }

  /** A time zone by its IANA name or offset. */
  static Parsed<ZoneId> zone(String text) {
    try {
      return Parsed.good(ZoneId.of(text));
    } catch (DateTimeException e) {
      return Parsed.bad("is not a time zone such as Europe/Berlin");
    }
  }

  /** A cron expression of the timetable's own dialect. */
  static Grammar<String> cron(CronSyntax syntax) {
    return text -> {
      Optional<String> problem = syntax.problem(text);
      if (problem.isEmpty()) {
        return Parsed.good(text);
      }
      return text.strip().split("\\s+", -1).length == CRONTAB_FIELDS
          ? Parsed.bad("has five fields; seconds come first here, as in 0 0/5 * * * ?")
          : Parsed.bad("is not a cron expression", ": " + Quoted.clip(problem.get()));
    };
  }
}
