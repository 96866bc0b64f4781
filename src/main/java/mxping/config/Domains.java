package mxping.config;

import java.net.IDN;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Domain names: letters, digits and hyphens (RFC 5321 2.3.5, RFC 1123 2.1), in A-labels, lower case
 * and without final dot. U-labels are encoded by IDNA2003, as the JDK does, except for the four
 * characters that IDNA2008 encodes in another way (RFC 5894 7.2); those would lead to a foreign
 * domain, and are refused.
 */
final class Domains {
  private static final int MOST_OCTETS = 253;
  private static final int MOST_LABEL_OCTETS = 63;
  private static final Pattern DEVIATION = Pattern.compile("[\u00df\u1e9e\u03c2\u200c\u200d]");
  private static final Pattern LABEL = Pattern.compile("[a-z0-9-]+");
  private static final Pattern NUMBER = Pattern.compile("[0-9]+");

  private Domains() {}

  static Parsed<String> parse(String text) {
    if (text.isEmpty()) {
      return Parsed.bad("is empty; a domain name is expected");
    }
    if (IpLiterals.isAddress(text)) {
      return Parsed.bad("is an IP address, not a domain name");
    }
    return ascii(text).then(Domains::labels);
  }

  /** A mail domain, the target of a check. */
  static Parsed<String> mailDomain(String text) {
    if (text.contains("@")) {
      return Parsed.bad("is a mail address; it goes under `address`, or under `rcpt`");
    }
    String bare = text.startsWith("[") ? text.substring(1).replace("]", "") : text;
    return IpLiterals.isAddress(bare)
        ? Parsed.bad("is an IP address; it goes under `host`")
        : parse(text);
  }

  private static Parsed<String> ascii(String text) {
    if (text.chars().allMatch(c -> c < 128)) {
      return Parsed.good(text);
    }
    if (DEVIATION.matcher(text).find()) {
      return Parsed.bad(
          "has a letter that two IDNA standards encode differently; write the A-label, xn--...");
    }
    try {
      return Parsed.good(IDN.toASCII(text));
    } catch (IllegalArgumentException e) {
      return Parsed.bad("is not an internationalized domain name");
    }
  }

  private static Parsed<String> labels(String ascii) {
    String lower = ascii.toLowerCase(Locale.ROOT);
    String name = lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    if (name.length() > MOST_OCTETS) {
      return Parsed.bad("is longer than " + MOST_OCTETS + " octets");
    }
    String[] labels = name.split("\\.", -1);
    for (String label : labels) {
      if (label(label) instanceof Parsed.Bad<String> bad) {
        return bad;
      }
    }
    return NUMBER.matcher(labels[labels.length - 1]).matches()
        ? Parsed.bad("is not a domain name: its last label is a number")
        : Parsed.good(name);
  }

  private static Parsed<String> label(String label) {
    if (label.isEmpty()) {
      return Parsed.bad("is not a domain name: a label is empty");
    }
    if (label.contains("_")) {
      return Parsed.bad("is not a domain name: no host or mail domain has a `_` (RFC 1123 2.1)");
    }
    if (!LABEL.matcher(label).matches()) {
      return Parsed.bad("is not a domain name: only letters, digits, `-` and `.` are allowed");
    }
    if (label.startsWith("-") || label.endsWith("-")) {
      return Parsed.bad("is not a domain name: a label begins or ends with `-`");
    }
    return label.length() > MOST_LABEL_OCTETS
        ? Parsed.bad(
            "is not a domain name: a label is longer than " + MOST_LABEL_OCTETS + " octets")
        : Parsed.good(label);
  }
}
