package mxping.check;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** IP addresses as people and labels write them: IPv6 in the one form of RFC 5952 4. */
public final class IpText {
  private static final int GROUPS = 8;

  private IpText() {}

  /** The address alone, without a zone. */
  public static String of(InetAddress address) {
    return address instanceof Inet6Address ipv6 ? shortest(ipv6) : address.getHostAddress();
  }

  /** Address and port, an IPv6 address in brackets (RFC 5952 6). */
  public static String of(InetSocketAddress address) {
    String host = of(address.getAddress());
    boolean ipv6 = address.getAddress() instanceof Inet6Address;
    return (ipv6 ? "[" + host + "]" : host) + ":" + address.getPort();
  }

  /** Without leading zeros, the longest run of zero groups as {@code ::}, of equals the first. */
  private static String shortest(Inet6Address address) {
    byte[] octets = address.getAddress();
    int[] groups = new int[GROUPS];
    for (int i = 0; i < GROUPS; i++) {
      groups[i] = (octets[2 * i] & 0xff) << 8 | (octets[2 * i + 1] & 0xff);
    }
    int start = -1;
    int length = 1;
    for (int i = 0; i < GROUPS; i++) {
      int run = zerosFrom(groups, i);
      if (run > length) {
        start = i;
        length = run;
      }
    }
    return start < 0
        ? joined(groups, 0, GROUPS)
        : joined(groups, 0, start) + "::" + joined(groups, start + length, GROUPS);
  }

  private static int zerosFrom(int[] groups, int start) {
    int end = start;
    while (end < GROUPS && groups[end] == 0) {
      end++;
    }
    return end - start;
  }

  private static String joined(int[] groups, int from, int to) {
    StringBuilder text = new StringBuilder();
    for (int i = from; i < to; i++) {
      text.append(i == from ? "" : ":").append(Integer.toHexString(groups[i]));
    }
    return text.toString();
  }
}
