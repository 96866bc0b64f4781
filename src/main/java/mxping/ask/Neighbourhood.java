package mxping.ask;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import mxping.check.Network;

/**
 * Where an address lies, as far as it matters to who may send us there. An IPv6 address that only
 * wraps an IPv4 one lies where that lies.
 */
enum Neighbourhood {
  /** Where clouds tell a machine its secrets. */
  METADATA("a cloud's metadata service"),
  LOOPBACK("loopback"),
  LINK_LOCAL("link-local"),
  /** This network, of which 0.0.0.0 is loopback to some; multicast; reserved. */
  NOBODY("no host's address"),
  /** Our own networks. */
  PRIVATE("private"),
  /** Anywhere on the Internet. */
  PUBLIC("public");

  private static final Map<Neighbourhood, List<Network>> NETWORKS =
      new EnumMap<>(Neighbourhood.class);

  /** The last 32 bits of these are an IPv4 address: RFC 4291 2.5.5.1, RFC 6052 2.1. */
  private static final List<Network> WRAPPING = networks("::/96", "64:ff9b::/96");

  /** Bits 16 to 47 of this are one: RFC 3056 2. */
  private static final Network WRAPPING_FURTHER_UP = network("2002::/16");

  static {
    for (Neighbourhood each : values()) {
      NETWORKS.put(each, each.networks());
    }
  }

  private final String words;

  Neighbourhood(String words) {
    this.words = words;
  }

  private List<Network> networks() {
    return switch (this) {
      case METADATA ->
          networks(
              "169.254.169.254/32",
              "100.100.100.200/32",
              "168.63.129.16/32",
              "192.0.0.192/32",
              "fd00:ec2::/32",
              "fd20:ce::/32");
      case LOOPBACK -> networks("127.0.0.0/8", "::1/128");
      case LINK_LOCAL -> networks("169.254.0.0/16", "fe80::/10"); // RFC 3927, RFC 4291 2.5.6
      case NOBODY -> networks("0.0.0.0/8", "224.0.0.0/3", "::/128", "ff00::/8");
      case PRIVATE -> // RFC 1918, RFC 6598, RFC 4193, RFC 3879, RFC 8215
          networks(
              "10.0.0.0/8",
              "172.16.0.0/12",
              "192.168.0.0/16",
              "100.64.0.0/10",
              "fc00::/7",
              "fec0::/10",
              "64:ff9b:1::/48");
      case PUBLIC -> List.of();
    };
  }

  private static List<Network> networks(String... texts) {
    return Arrays.stream(texts).map(Neighbourhood::network).toList();
  }

  private static Network network(String text) {
    int slash = text.indexOf('/');
    return new Network(
        InetAddress.ofLiteral(text.substring(0, slash)),
        Integer.parseInt(text.substring(slash + 1)));
  }

  static Neighbourhood of(InetAddress address) {
    InetAddress plain = unwrapped(address);
    return Stream.of(values()).filter(each -> each.holds(plain)).findFirst().orElse(PUBLIC);
  }

  /** The IPv4 address that an IPv6 one stands for, else the address itself. */
  static InetAddress unwrapped(InetAddress address) {
    if (LOOPBACK.holds(address) || NOBODY.holds(address)) {
      return address;
    }
    if (WRAPPING.stream().anyMatch(network -> network.contains(address))) {
      return ipv4(address, 12);
    }
    return WRAPPING_FURTHER_UP.contains(address) ? ipv4(address, 2) : address;
  }

  private static InetAddress ipv4(InetAddress address, int from) {
    try {
      return InetAddress.getByAddress(Arrays.copyOfRange(address.getAddress(), from, from + 4));
    } catch (UnknownHostException e) {
      throw new IllegalStateException("four octets are an address", e);
    }
  }

  private boolean holds(InetAddress address) {
    return NETWORKS.getOrDefault(this, List.of()).stream()
        .anyMatch(network -> network.contains(address));
  }

  /** Whether {@code network} is wholly inside, so that who names it means this neighbourhood. */
  boolean encloses(Network network) {
    return NETWORKS.getOrDefault(this, List.of()).stream()
        .anyMatch(own -> own.prefix() <= network.prefix() && own.contains(network.address()));
  }

  /** As a person would say it. */
  String words() {
    return words;
  }
}
