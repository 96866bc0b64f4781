package mxping.config;

import java.util.Set;
import java.util.regex.Pattern;
import mxping.check.Recipient;

/** Names that become label values, and names of labels. */
final class Names {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,100}");
  private static final Pattern LABEL = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]{0,99}");

  /** Labels of mxping's own metrics, and those that Prometheus sets. */
  private static final Set<String> TAKEN =
      Set.of(
          "address",
          "aspect",
          "capability",
          "check",
          "cipher",
          "code",
          "enhanced",
          "family",
          "fault",
          "how",
          "instance",
          "java",
          "job",
          "le",
          "mx",
          "outcome",
          "phase",
          "quantile",
          "rcpt",
          "reason",
          "revision",
          "target",
          "verdict",
          "version");

  private static final int LONGEST_VALUE = 200;

  private Names() {}

  /** The name of a check, which is also a segment of its page's path. */
  static Parsed<String> name(String text) {
    if (text.equals(".") || text.equals("..")) {
      return Parsed.bad("is not a name: a browser takes it for a folder");
    }
    return isName(text)
        ? Parsed.good(text)
        : Parsed.bad("is not a name: 1 to 100 of the characters A-Z a-z 0-9 . _ -");
  }

  /** The name of a group of checks, of a cluster, or of a member of one. */
  static Parsed<String> group(String text) {
    return isName(text)
        ? Parsed.good(text)
        : Parsed.bad("is not a name: 1 to 100 of the characters A-Z a-z 0-9 . _ -");
  }

  /** The name of a recipient. */
  static Parsed<String> recipient(String text) {
    return text.equals(Recipient.CATCH_ALL)
        ? Parsed.bad("is the name of the random recipient of `catch_all`; choose another")
        : name(text);
  }

  static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  /** A key under {@code labels}. */
  static Parsed<String> label(String text) {
    if (!LABEL.matcher(text).matches()) {
      return Parsed.bad("is not a label name: letters, digits and _, not beginning with a digit");
    }
    if (text.startsWith("__")) {
      return Parsed.bad("is not a free label name: Prometheus keeps those that begin with __");
    }
    return TAKEN.contains(text)
        ? Parsed.bad("is not a free label name: mxping or Prometheus sets it")
        : Parsed.good(text);
  }

  /** A value under {@code labels}; empty is allowed, and to Prometheus means no label. */
  static Parsed<String> labelValue(String text) {
    return text.codePointCount(0, text.length()) > LONGEST_VALUE
        ? Parsed.bad("is longer than " + LONGEST_VALUE + " characters")
        : Parsed.good(text);
  }
}
