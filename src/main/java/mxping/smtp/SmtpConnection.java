package mxping.smtp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import mxping.check.IpText;
import mxping.smtp.WireException.Break;

/**
 * One SMTP session as the client holds it. Methods are the verbs in the order of the protocol; each
 * blocks until the last line of the reply, its limit or the deadline, whichever comes first. One
 * command is in flight at a time, nothing is said before the greeting has ended, and every line
 * ends with CRLF.
 *
 * <pre>
 * S: 220 mx.example.com ESMTP
 * C: EHLO probe.example.net
 * S: 250-mx.example.com
 * S: 250 SIZE 36700160
 * C: QUIT
 * S: 221 2.0.0 Bye
 * </pre>
 *
 * <p>An argument with CR, LF or NUL in it is an {@link IllegalArgumentException}, and nothing is
 * said.
 *
 * <p>Not thread-safe. After a {@link WireException} the session is out of step: only {@link
 * #sayQuit} and {@link #close} make sense.
 */
public final class SmtpConnection implements Closeable {
  private static final byte[] QUIT = "QUIT\r\n".getBytes(UTF_8);

  private final DeadlineSocket socket;
  private final Duration replyLimit;
  private final Deadline deadline;
  private final Transcript transcript;
  private final ReplyReader replies;
  private final OutputStream out;

  private SmtpConnection(
      DeadlineSocket socket, Duration replyLimit, Deadline deadline, Transcript transcript)
      throws IOException {
    this.socket = socket;
    this.replyLimit = replyLimit;
    this.deadline = deadline;
    this.transcript = transcript;
    this.replies = new ReplyReader(socket.getInputStream());
    this.out = socket.getOutputStream();
  }

  /**
   * Opens a session up to the TCP connection.
   *
   * @param source address to bind to, where one is asked for
   * @param connectLimit bound of the TCP handshake
   * @param replyLimit bound of each reply but the greeting
   * @param deadline bound of everything
   * @throws WireException {@code CONNECT_REFUSED}, {@code CONNECT_TIMEOUT}, {@code UNREACHABLE},
   *     {@code FAMILY_ABSENT}, {@code LOCAL} or {@code DEADLINE}; {@code LOST} where the other side
   *     accepted and reset before we saw it
   */
  public static SmtpConnection connect(
      InetSocketAddress remote,
      Optional<InetAddress> source,
      Duration connectLimit,
      Duration replyLimit,
      Deadline deadline,
      Transcript transcript)
      throws WireException {
    Deadline limit = deadline.orIn(connectLimit);
    DeadlineSocket socket = new DeadlineSocket();
    try {
      if (source.isPresent()) {
        socket.bind(new InetSocketAddress(source.get(), 0));
      }
      socket.connect(remote, limit.socketMillis());
      socket.setTcpNoDelay(true);
      transcript.note("connected to " + IpText.of(remote));
      return new SmtpConnection(socket, replyLimit, deadline, transcript);
    } catch (IOException e) {
      WireException broken = ConnectFailures.explain(e, remote.getAddress(), deadline);
      transcript.note(IpText.of(remote) + ": " + broken.words());
      closeQuietly(socket);
      throw broken;
    }
  }

  /**
   * The local end as an address literal, which stands for a host without a name (RFC 5321 4.1.3).
   */
  public String addressLiteral() {
    InetAddress local = socket.getLocalAddress();
    return (local instanceof Inet6Address ? "[IPv6:" : "[") + IpText.of(local) + "]";
  }

  /** Waits for the greeting (RFC 5321 3.1), {@code limit} at most. */
  public Reply greeting(Duration limit) throws WireException {
    return answer(limit, true);
  }

  public Reply ehlo(String name) throws WireException {
    return command("EHLO " + name);
  }

  public Reply helo(String name) throws WireException {
    return command("HELO " + name);
  }

  /** MAIL (RFC 5321 4.1.1.2); {@code parameters} begin with a space where there are any. */
  public Reply mail(String reversePath, String parameters) throws WireException {
    return command("MAIL FROM:<" + reversePath + ">" + parameters);
  }

  /** RCPT (RFC 5321 4.1.1.3); {@code parameters} begin with a space where there are any. */
  public Reply rcpt(String forwardPath, String parameters) throws WireException {
    return command("RCPT TO:<" + forwardPath + ">" + parameters);
  }

  public Reply rset() throws WireException {
    return command("RSET");
  }

  public Reply quit() throws WireException {
    return command("QUIT");
  }

  /**
   * Says QUIT without waiting for the answer: the courtesy left to a session that is out of step.
   */
  public void sayQuit() throws WireException {
    write("QUIT");
  }

  /**
   * Ends the session from another thread than the one that waits in it, which then finds it lost.
   *
   * @param mayQuit whether the greeting has ended, so that QUIT may be said
   */
  public void hangUp(boolean mayQuit) {
    try {
      if (mayQuit) {
        out.write(QUIT);
      }
      socket.close();
    } catch (IOException e) {
      closeQuietly(socket);
    }
  }

  private Reply command(String line) throws WireException {
    if (line.chars().anyMatch(c -> c == '\r' || c == '\n' || c == 0)) {
      throw new IllegalArgumentException("more than one line: " + Printable.of(line));
    }
    Optional<Reply> early = earlyReply();
    if (early.isPresent()) {
      return early.get();
    }
    write(line);
    return answer(replyLimit, false);
  }

  /**
   * The reply that is there before we have asked. Only a 421 may come unasked (RFC 5321 3.8); it
   * answers the command about to be written, which then is not.
   */
  private Optional<Reply> earlyReply() throws WireException {
    try {
      if (!replies.pending()) {
        return Optional.empty();
      }
    } catch (IOException e) {
      throw lost(e);
    }
    Reply early;
    try {
      early = answer(replyLimit, false);
    } catch (WireException e) {
      throw new WireException(
          e.how() == Break.LOST ? Break.LOST : Break.PREMATURE, "octets before our command");
    }
    if (early.code() != 421) {
      throw new WireException(Break.PREMATURE, "a reply before our command");
    }
    return Optional.of(early);
  }

  private void write(String line) throws WireException {
    try {
      transcript.client(line);
      out.write((line + "\r\n").getBytes(UTF_8));
    } catch (IOException e) {
      throw lost(e);
    }
  }

  private Reply answer(Duration limit, boolean greeting) throws WireException {
    try {
      socket.waitUntil(deadline.orIn(limit));
      Reply reply = replies.read(greeting);
      transcript.server(reply);
      return reply;
    } catch (SocketTimeoutException e) {
      WireException late =
          deadline.passed()
              ? new WireException(Break.DEADLINE, "the probe's time is up")
              : new WireException(Break.REPLY_TIMEOUT, "no reply within " + seconds(limit));
      transcript.note(late.words());
      throw late;
    } catch (IOException e) {
      throw lost(e);
    } catch (WireException e) {
      transcript.note(e.words());
      throw e;
    }
  }

  private WireException lost(IOException e) {
    WireException lost =
        new WireException(Break.LOST, "connection lost: " + Printable.of("" + e.getMessage()));
    transcript.note(lost.words());
    return lost;
  }

  private static String seconds(Duration limit) {
    return limit.toMillis() % 1000 == 0 ? limit.toSeconds() + " s" : limit.toMillis() + " ms";
  }

  /** Closes the socket, whatever state the session is in; never fails, never blocks. */
  @Override
  public void close() {
    closeQuietly(socket);
  }

  private static void closeQuietly(DeadlineSocket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // a socket that cannot be closed is gone already, and nothing else is to be had from it
    }
  }
}
