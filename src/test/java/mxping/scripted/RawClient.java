package mxping.scripted;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.time.Duration;
import java.util.Arrays;

/** A client of plain octets, for tests of the harness; every read is bounded. */
final class RawClient implements AutoCloseable {
  private final Socket socket = new Socket();

  RawClient(InetSocketAddress address) throws IOException {
    socket.connect(address, 5_000);
    socket.setSoTimeout(5_000);
    socket.setTcpNoDelay(true);
  }

  /** Bounds each read that follows. */
  RawClient patience(Duration patience) throws IOException {
    socket.setSoTimeout((int) patience.toMillis());
    return this;
  }

  /** Sends this text as UTF-8, with nothing added. */
  void send(String text) throws IOException {
    socket.getOutputStream().write(Octets.of(text));
  }

  /** The next octet; -1 at the end. */
  int read() throws IOException {
    return socket.getInputStream().read();
  }

  /**
   * The octets up to the next LF, as text, with their line end; what was there where the end came
   * first.
   */
  String line() throws IOException {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    int octet = read();
    while (octet >= 0) {
      octets.write(octet);
      octet = octet == '\n' ? -1 : read();
    }
    return Octets.text(octets.toByteArray());
  }

  /** Says this line, and gives the first line of the reply. */
  String ask(String command) throws IOException {
    send(command + "\r\n");
    return line();
  }

  /** All octets up to the end. */
  byte[] rest() throws IOException {
    return socket.getInputStream().readAllBytes();
  }

  /** Some octets of what comes next, at least one. */
  byte[] some() throws IOException {
    byte[] octets = new byte[1 << 16];
    int count = socket.getInputStream().read(octets);
    return Arrays.copyOf(octets, Math.max(0, count));
  }

  void reset() throws IOException {
    socket.setOption(StandardSocketOptions.SO_LINGER, 0);
    socket.close();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
