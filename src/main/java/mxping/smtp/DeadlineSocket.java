package mxping.smtp;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A socket on which a wait ends at its deadline, however the octets trickle in. A plain read
 * timeout starts again with each read, so a peer that drips an octet a second holds it for ever;
 * here every raw read is given what is left of the wait. What is layered on top, TLS included,
 * inherits that.
 *
 * <p>Not thread-safe; one dialogue owns it.
 */
final class DeadlineSocket extends Socket {
  private Deadline deadline = new Deadline(System.nanoTime());
  private @Nullable InputStream in;
  private boolean watching;
  private int first = -1;

  /**
   * Reads from now on fail with {@link SocketTimeoutException} once {@code deadline} has passed.
   */
  void waitUntil(Deadline deadline) {
    this.deadline = deadline;
  }

  /** Takes note of the next octet that comes. */
  void watchNext() {
    watching = true;
    first = -1;
  }

  /** The octet that came after {@link #watchNext}; -1 where none did. */
  int watched() {
    return first;
  }

  @Override
  public InputStream getInputStream() throws IOException {
    InputStream stream = in;
    if (stream == null) {
      stream = new Timed(super.getInputStream());
      in = stream;
    }
    return stream;
  }

  private final class Timed extends FilterInputStream {
    Timed(InputStream raw) {
      super(raw);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] b, int off, int len) throws IOException {
      if (deadline.passed()) {
        throw new SocketTimeoutException("deadline passed");
      }
      setSoTimeout(deadline.socketMillis());
      int read = super.read(b, off, len);
      if (watching && read > 0) {
        watching = false;
        first = b[off] & 0xff;
      }
      return read;
    }
  }
}
