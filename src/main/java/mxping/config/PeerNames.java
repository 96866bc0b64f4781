package mxping.config;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where agents of a cluster listen and find each other, with or without a port. */
final class PeerNames {
  /** Where nothing else is said. */
  static final int PORT = 7800;

  private static final Pattern WITH_PORT = Pattern.compile("([^:\\[\\]]+|\\[[^\\]]*\\]):([0-9]+)");

  private PeerNames() {}

  /** An IP address of this machine: {@code 192.0.2.1}, {@code [2001:db8::1]:7801}. */
  static Parsed<InetSocketAddress> bind(String text) {
    Parsed<InetSocketAddress> bad =
        Parsed.bad(
            "is not an IP address, with or without a port, such as 192.0.2.1:7800 or"
                + " [2001:db8::1]:7800");
    return host(text)
        .then(
            host -> {
              String name = host.getHostString();
              return IpLiterals.isAddress(name)
                  ? bindable(InetAddress.ofLiteral(name), host.getPort())
                  : bad;
            });
  }

  private static Parsed<InetSocketAddress> bindable(InetAddress address, int port) {
    return address.isAnyLocalAddress()
        ? Parsed.bad("is every address; the others need the one that they are to reach")
        : Parsed.good(new InetSocketAddress(address, port));
  }

  /** A host, not looked up yet. */
  static Parsed<InetSocketAddress> host(String text) {
    Matcher matcher = WITH_PORT.matcher(text);
    boolean ported = matcher.matches();
    String name = ported ? matcher.group(1) : text;
    Optional<String> port = ported ? Optional.of(matcher.group(2)) : Optional.empty();
    return Hosts.target(name)
        .then(
            host ->
                IpLiterals.PORT
                    .parse(port.orElse("" + PORT))
                    .because("is not a host: its port ")
                    .map(number -> InetSocketAddress.createUnresolved(host, number)));
  }
}
