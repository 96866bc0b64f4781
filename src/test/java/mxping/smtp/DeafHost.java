package mxping.smtp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A loopback address that does not answer SYNs, as a firewall would have it: its queue is full and
 * nobody accepts, which Linux meets with silence.
 */
public final class DeafHost implements AutoCloseable {
  private static final int MORE_THAN_THE_QUEUE = 8;
  private static final Duration SURELY_SILENT = Duration.ofMillis(400);

  private final ServerSocket listener;
  private final List<Socket> queue = new ArrayList<>();

  private DeafHost(ServerSocket listener) {
    this.listener = listener;
  }

  /** Deaf when this returns; port 0 takes a free one. */
  public static DeafHost on(String address, int port) {
    try {
      DeafHost host = new DeafHost(new ServerSocket(port, 1, InetAddress.ofLiteral(address)));
      host.fill();
      return host;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void fill() throws IOException {
    for (int i = 0; i < MORE_THAN_THE_QUEUE; i++) {
      Socket socket = new Socket();
      queue.add(socket);
      try {
        socket.connect(address(), (int) SURELY_SILENT.toMillis());
      } catch (IOException e) {
        return;
      }
    }
    throw new IOException("the queue of " + address() + " has no end");
  }

  public InetSocketAddress address() {
    return (InetSocketAddress) listener.getLocalSocketAddress();
  }

  @Override
  public void close() {
    try {
      for (Socket socket : queue) {
        socket.close();
      }
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
