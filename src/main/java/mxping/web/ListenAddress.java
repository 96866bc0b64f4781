package mxping.web;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnknownHostException;
import java.nio.channels.ServerSocketChannel;
import java.util.Locale;

/**
 * Where to listen for HTTP, as {@code --web.listen-address} says it: {@code :9025}, {@code
 * 127.0.0.1:9025}, {@code [::1]:9025} or {@code localhost:9025}.
 *
 * @param host a name or an IP address without brackets; empty for all interfaces, IPv4 and IPv6
 * @param port 0 to 65535; 0 lets the system choose
 */
public record ListenAddress(String host, int port) {

  /**
   * The address that {@code text} writes out.
   *
   * @throws IllegalArgumentException with a message for the operator
   */
  public static ListenAddress parse(String text) {
    int colon = text.lastIndexOf(':');
    if (colon < 0) {
      throw bad(text, "it has no port, write HOST:PORT or :PORT");
    }
    return new ListenAddress(host(text, text.substring(0, colon)), port(text, colon + 1));
  }

  private static String host(String text, String host) {
    boolean bracketed = host.startsWith("[") && host.endsWith("]");
    String bare = bracketed ? host.substring(1, host.length() - 1) : host;
    if (bracketed != bare.contains(":")) {
      throw bad(text, "brackets belong around an IPv6 address, and only there");
    }
    if (!bare.chars().allMatch(c -> c > ' ' && c < 127 && "[]/".indexOf(c) < 0)) {
      throw bad(text, "its host is neither a name nor an IP address");
    }
    return bare;
  }

  private static int port(String text, int from) {
    String port = text.substring(from);
    if (!port.matches("[0-9]{1,5}") || Integer.parseInt(port) > 65535) {
      throw bad(text, "its port is no number from 0 to 65535");
    }
    return Integer.parseInt(port);
  }

  private static IllegalArgumentException bad(String text, String why) {
    return new IllegalArgumentException("no listening address: \"" + text + "\": " + why);
  }

  /** A socket that listens there. */
  ServerSocketChannel bind() throws CannotListenException {
    try {
      InetSocketAddress address =
          host.isEmpty()
              ? new InetSocketAddress(port)
              : new InetSocketAddress(InetAddress.getByName(host), port);
      return bind(address);
    } catch (UnknownHostException e) {
      throw new CannotListenException(this, "unknown host", e);
    } catch (IOException e) {
      throw new CannotListenException(this, words(e), e);
    }
  }

  private ServerSocketChannel bind(InetSocketAddress address) throws IOException {
    ServerSocketChannel channel = open(address.getAddress());
    try {
      return channel.bind(address);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** A socket of both families would take 0.0.0.0 for all interfaces of both. */
  private ServerSocketChannel open(InetAddress address) throws IOException {
    return address instanceof Inet4Address && !host.isEmpty()
        ? ServerSocketChannel.open(StandardProtocolFamily.INET)
        : ServerSocketChannel.open();
  }

  private static String words(IOException e) {
    String message = String.valueOf(e.getMessage());
    return message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1);
  }

  @Override
  public String toString() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
