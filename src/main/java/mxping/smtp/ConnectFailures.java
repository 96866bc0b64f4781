package mxping.smtp;

import java.io.IOException;
import java.net.BindException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import mxping.smtp.WireException.Break;

/** Why a TCP connection could not be made, told from what the JDK throws for it. */
final class ConnectFailures {
  private ConnectFailures() {}

  static WireException explain(IOException e, InetAddress remote, Deadline deadline) {
    String said = Printable.of(String.valueOf(e.getMessage()));
    if (e instanceof SocketTimeoutException) {
      return deadline.passed()
          ? new WireException(Break.DEADLINE, "the probe's time is up")
          : new WireException(Break.CONNECT_TIMEOUT, "no answer to the connection");
    }
    if (e instanceof BindException) {
      return new WireException(Break.LOCAL, "cannot bind: " + said);
    }
    if (said.contains("refused")) {
      return new WireException(Break.CONNECT_REFUSED, "connection refused");
    }
    if (said.contains("timed out")) {
      return new WireException(Break.CONNECT_TIMEOUT, "no answer to the connection");
    }
    if (e instanceof NoRouteToHostException
        || said.contains("unreachable")
        || said.contains("address family")
        || said.contains("Protocol family")) {
      return familyAbsent(remote)
          ? new WireException(Break.FAMILY_ABSENT, "this machine has no IPv6 address")
          : new WireException(Break.UNREACHABLE, "no route: " + said);
    }
    if (said.contains("reset")) {
      // a RST to our SYN is "refused", so there was a connection, if for a moment
      return new WireException(Break.LOST, "connection reset at once");
    }
    return new WireException(Break.LOCAL, said);
  }

  /**
   * Whether {@code remote} is IPv6 and this machine has no such address with a scope beyond the
   * link.
   */
  private static boolean familyAbsent(InetAddress remote) {
    if (!(remote instanceof Inet6Address)) {
      return false;
    }
    try {
      return NetworkInterface.networkInterfaces()
          .flatMap(NetworkInterface::inetAddresses)
          .noneMatch(
              a -> a instanceof Inet6Address && !a.isLoopbackAddress() && !a.isLinkLocalAddress());
    } catch (SocketException e) {
      return true;
    }
  }
}
