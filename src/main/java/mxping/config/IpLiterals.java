package mxping.config;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mxping.check.Network;

/** IP addresses as text, and what is written around them. No name is ever looked up. */
final class IpLiterals {
  /** Four decimal numbers without leading zeros, as RFC 3986 3.2.2 wants them. */
  private static final Pattern IPV4 =
      Pattern.compile("(?:(?:0|[1-9][0-9]{0,2})\\.){3}(?:0|[1-9][0-9]{0,2})");

  private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");
  private static final Pattern BRACKETED = Pattern.compile("\\[([^\\]]*)\\](?::([0-9]+))?");
  private static final Pattern WITH_PORT = Pattern.compile("([0-9.]+):([0-9]+)");
  static final Grammar<Integer> PORT = Numbers.between(1, 65535);

  private IpLiterals() {}

  /** An IPv4 or IPv6 address without brackets and without zone. */
  static Parsed<InetAddress> address(String text) {
    if (IPV4.matcher(text).matches() || IPV6.matcher(text).matches()) {
      try {
        return Parsed.good(InetAddress.ofLiteral(text));
      } catch (IllegalArgumentException e) {
        return Parsed.bad("is not an IP address");
      }
    }
    return Parsed.bad("is not an IP address");
  }

  /** Whether {@code text} is an IPv4 or IPv6 address, without brackets. */
  static boolean isAddress(String text) {
    return address(text) instanceof Parsed.Good;
  }

  /** A block in CIDR form; a bare address is a block of one. Host bits may be set. */
  static Parsed<Network> network(String text) {
    int slash = text.indexOf('/');
    String base = slash < 0 ? text : text.substring(0, slash);
    Parsed<InetAddress> address =
        address(base)
            .because("is not a network such as 192.0.2.0/24 or 2001:db8::/32: its address ");
    return address.then(ip -> block(ip, slash < 0 ? "" : text.substring(slash)));
  }

  private static Parsed<Network> block(InetAddress ip, String slashed) {
    int most = ip.getAddress().length * 8;
    return slashed.isEmpty()
        ? Parsed.good(new Network(ip, most))
        : Numbers.between(0, most)
            .parse(slashed.substring(1))
            .because("is not a network: its prefix ")
            .map(prefix -> new Network(ip, prefix));
  }

  /** A DNS server: {@code 192.0.2.53}, {@code 2001:db8::53}, {@code [2001:db8::53]:5353}. */
  static Parsed<InetSocketAddress> server(String text) {
    Matcher bracketed = BRACKETED.matcher(text);
    Matcher withPort = WITH_PORT.matcher(text);
    if (bracketed.matches()) {
      return server(bracketed.group(1), Optional.ofNullable(bracketed.group(2)));
    }
    return withPort.matches()
        ? server(withPort.group(1), Optional.of(withPort.group(2)))
        : server(text, Optional.empty());
  }

  private static Parsed<InetSocketAddress> server(String address, Optional<String> port) {
    return address(address)
        .because("is no DNS server such as 192.0.2.53 or [2001:db8::53]:5353: its address ")
        .then(
            ip ->
                PORT.parse(port.orElse("53"))
                    .because("is not a DNS server: its port ")
                    .map(number -> new InetSocketAddress(ip, number)));
  }
}
