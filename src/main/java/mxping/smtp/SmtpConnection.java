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
import org.jspecify.annotations.Nullable;

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
  private static final String SECRET = " <secret>";

  /** What a command line may have, its CRLF included (RFC 5321 4.5.3.1.4). */
  private static final int COMMAND_OCTETS = 512;

  /** What a line of an authentication exchange may have (RFC 4954 4). */
  private static final int AUTH_LINE_OCTETS = 12_288;

  private final DeadlineSocket socket;
  private final Duration replyLimit;
  private final Deadline deadline;
  private final Transcript transcript;
  private ReplyReader replies;
  private volatile OutputStream out;
  private boolean upgrading;
  private @Nullable Handshake handshake;

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

  /** STARTTLS (RFC 3207 4); after a 220 nothing may be said but {@link #handshake}. */
  public Reply starttls() throws WireException {
    Reply reply = command("STARTTLS");
    upgrading = reply.code() == 220;
    return reply;
  }

  /**
   * Begins TLS, after STARTTLS or at once (RFC 8314 3.3). What is said from now on goes through it.
   *
   * @param name sent as SNI where it is no address, and expected in the certificate
   * @param limit bound of the handshake
   * @throws WireException {@code INJECTION}, {@code TLS}, {@code LOST}, {@code REPLY_TIMEOUT} or
   *     {@code DEADLINE}; nothing can be said any more then
   */
  public void handshake(TlsClient client, String name, Duration limit) throws WireException {
    try {
      if (upgrading && replies.pending()) {
        throw new WireException(Break.INJECTION, "octets behind the reply to STARTTLS");
      }
      socket.waitUntil(deadline.orIn(limit));
      socket.watchNext();
      Handshake shaken = client.over(socket, name);
      handshake = shaken;
      shaken.shake();
      replies = new ReplyReader(shaken.socket().getInputStream());
      out = shaken.socket().getOutputStream();
      transcript.note(shaken.terms());
    } catch (IOException e) {
      throw noted(unshaken(e, limit));
    } catch (WireException e) {
      throw noted(e);
    }
  }

  private WireException unshaken(IOException e, Duration limit) {
    Handshake begun = handshake;
    if (begun != null) {
      HandshakeFailures.alert(e).ifPresent(begun::ended);
    }
    WireException failure = HandshakeFailures.explain(e, socket.watched(), upgrading);
    boolean late = HandshakeFailures.timedOut(e) && failure.how() != Break.INJECTION;
    return late ? late("no end of the TLS handshake", limit) : failure;
  }

  /** What the handshake showed, if only in part; empty where none was begun. */
  public Optional<TlsFacts> tls() {
    return Optional.ofNullable(handshake).map(Handshake::facts);
  }

  /**
   * AUTH (RFC 4954 4); what we respond, here and later, the transcript does not tell.
   *
   * @param initial our response in Base64, where the mechanism begins with it; it is left out, to
   *     be said when asked for, where the line would be longer than 512 octets with it
   */
  public Reply auth(String mechanism, Optional<String> initial) throws WireException {
    replies.takeLinesOf(AUTH_LINE_OCTETS);
    String bare = "AUTH " + mechanism;
    if (initial.isEmpty()) {
      return command(bare);
    }
    String whole = bare + " " + initial.get();
    if (whole.length() <= COMMAND_OCTETS - 2) {
      return command(whole, bare + SECRET);
    }
    Reply reply = command(bare);
    return reply.code() == 334 ? authResponse(initial.get()) : reply;
  }

  /** A response to a 334, in Base64; empty for an empty one. */
  public Reply authResponse(String base64) throws WireException {
    return command(base64, base64.isEmpty() ? "" : SECRET.strip());
  }

  /** Ends the exchange that AUTH began without an end of its own; the reply is a 501. */
  public Reply authCancel() throws WireException {
    return command("*");
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
    write("QUIT", "QUIT");
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
    return command(line, line);
  }

  private Reply command(String line, String shown) throws WireException {
    if (line.indexOf('\r') >= 0 || line.indexOf('\n') >= 0 || line.indexOf(0) >= 0) {
      throw new IllegalArgumentException("more than one line: " + Printable.of(shown));
    }
    Optional<Reply> early = earlyReply();
    if (early.isPresent()) {
      return early.get();
    }
    write(line, shown);
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

  private void write(String line, String shown) throws WireException {
    try {
      transcript.client(shown);
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
      throw noted(late("no reply", limit));
    } catch (IOException e) {
      throw lost(e);
    } catch (WireException e) {
      throw noted(e);
    }
  }

  private WireException late(String what, Duration limit) {
    return deadline.passed()
        ? new WireException(Break.DEADLINE, "the probe's time is up")
        : new WireException(Break.REPLY_TIMEOUT, what + " within " + seconds(limit));
  }

  /**
   * In TLS 1.3 a host tells only after the handshake that it refuses our certificate (RFC 8446
   * 4.4.2.4), so an alert is such a refusal, whenever it comes.
   */
  private WireException lost(IOException e) {
    Handshake shaken = handshake;
    Optional<String> alert = HandshakeFailures.alert(e);
    if (shaken != null && alert.isPresent()) {
      shaken.ended(alert.get());
      return noted(HandshakeFailures.refused(alert.get()));
    }
    return noted(
        new WireException(Break.LOST, "connection lost: " + Printable.of("" + e.getMessage())));
  }

  private WireException noted(WireException e) {
    transcript.note(e.words());
    return e;
  }

  private static String seconds(Duration limit) {
    return limit.toMillis() % 1000 == 0 ? limit.toSeconds() + " s" : limit.toMillis() + " ms";
  }

  /**
   * Closes the socket, whatever state the session is in; never fails, never blocks. TLS is closed
   * first, without waiting for the other side (RFC 8446 6.1): what we ever write is so little that
   * it always finds room.
   */
  @Override
  public void close() {
    Handshake shaken = handshake;
    if (shaken != null && shaken.established()) {
      try {
        shaken.socket().shutdownOutput();
      } catch (IOException e) {
        // the other side is gone already
      }
    }
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
