package mxping.smtp;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A socket on which a wait ends at its deadline, however the octets trickle in. A plain read
 * timeout starts again with each read, so a peer that drips an octet a second holds it for ever;
 * here {@link Alarms} ends the read that a deadline finds waiting. What is layered on top, TLS
 * included, inherits that. Once a read has ended so, nothing can be read any more; to write is
 * still possible.
 *
 * <p>Not thread-safe but for {@link #endLateRead} and {@link #close}; one dialogue owns it.
 */
final class DeadlineSocket extends Socket {
  private Deadline deadline = new Deadline(System.nanoTime());

  /** What the read that goes on waits for, until it or its deadline comes to an end. */
  private final AtomicReference<@Nullable Deadline> reading = new AtomicReference<>();

  private @Nullable InputStream in;
  private boolean watching;
  private int first = -1;

  /** Goes straight to the other side; to look for a proxy takes longer than to say EHLO. */
  DeadlineSocket() {
    super(Proxy.NO_PROXY);
  }

  /**
   * Reads from now on fail with {@link SocketTimeoutException} once {@code deadline} has passed, or
   * {@link Alarms#GRAIN} later.
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
      Alarms.SHARED.mind(this);
    }
    return stream;
  }

  /**
   * Ends the read that goes on, if its deadline has passed.
   *
   * @return the deadline of a read that may go on
   */
  @Nullable Deadline endLateRead() {
    Deadline end = reading.get();
    if (end == null || !end.passed()) {
      return end;
    }
    if (reading.compareAndSet(end, null)) {
      try {
        shutdownInput();
      } catch (IOException e) {
        // closed meanwhile, so nobody reads any more
      }
    }
    return null;
  }

  @Override
  public void close() throws IOException {
    Alarms.SHARED.drop(this);
    super.close();
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
      Deadline end = deadline;
      if (end.passed()) {
        throw new SocketTimeoutException("deadline passed");
      }
      reading.set(end);
      Alarms.SHARED.set(end);
      int read = super.read(b, off, len);
      if (!reading.compareAndSet(end, null)) {
        throw new SocketTimeoutException("deadline passed");
      }
      if (watching && read > 0) {
        watching = false;
        first = b[off] & 0xff;
      }
      return read;
    }
  }
}
