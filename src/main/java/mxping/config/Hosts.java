package mxping.config;

import java.util.Locale;
import java.util.regex.Pattern;

/** How a host names itself and is named: by a domain name or by an IP address. */
final class Hosts {
  private static final Pattern WITH_PORT = Pattern.compile("(?:[^:\\[\\]]+|\\[[^\\]]*\\]):[0-9]+");

  private Hosts() {}

  /** The target of a check: a host name, or an IP address with or without brackets. */
  static Parsed<String> target(String text) {
    if (WITH_PORT.matcher(text).matches()) {
      return Parsed.bad("ends in a port; it goes under `port`");
    }
    boolean bracketed = text.startsWith("[") && text.endsWith("]");
    String bare = bracketed ? text.substring(1, text.length() - 1) : text;
    if (IpLiterals.isAddress(bare)) {
      return Parsed.good(bare.toLowerCase(Locale.ROOT));
    }
    return bracketed || text.contains(":")
        ? Parsed.bad("is neither a host name nor an IP address")
        : Domains.parse(text);
  }

  /** The argument of EHLO: a domain name or an address literal (RFC 5321 4.1.1.1, 4.1.3). */
  static Parsed<String> helo(String text) {
    if (IpLiterals.isAddress(text)) {
      return Parsed.bad("needs brackets: [192.0.2.1] or [IPv6:2001:db8::1]");
    }
    return text.startsWith("[") ? literal(text) : Domains.parse(text);
  }

  /** An address literal such as {@code [192.0.2.1]} or {@code [IPv6:2001:db8::1]}. */
  static Parsed<String> literal(String text) {
    Parsed<String> bad =
        Parsed.bad("is not an address literal such as [192.0.2.1] or [IPv6:2001:db8::1]");
    if (!text.startsWith("[") || !text.endsWith("]")) {
      return bad;
    }
    String inside = text.substring(1, text.length() - 1);
    boolean ipv6 = inside.regionMatches(true, 0, "IPv6:", 0, 5);
    String address = ipv6 ? inside.substring(5) : inside;
    return IpLiterals.isAddress(address) && address.contains(":") == ipv6 ? Parsed.good(text) : bad;
  }
}
