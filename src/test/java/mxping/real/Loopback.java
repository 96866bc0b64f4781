package mxping.real;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;

/** Ports of loopback addresses. */
final class Loopback {
  private static final int MILLIS = 1000;

  private Loopback() {}

  /** A port that is free on all of 127.0.0.0/8 at this moment. */
  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until somebody listens there. */
  static void awaitListening(String address, int port, Duration patience) throws Exception {
    Eventually.within(
        patience,
        () -> {
          if (!listens(address, port)) {
            throw new AssertionError("nobody listens on " + address + ":" + port);
          }
        });
  }

  private static boolean listens(String address, int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.ofLiteral(address), port), MILLIS);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
