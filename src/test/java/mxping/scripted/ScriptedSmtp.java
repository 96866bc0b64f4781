package mxping.scripted;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import mxping.certificates.Credential;

/**
 * An SMTP server for tests that plays scripts, and fails the test where a client says something
 * else.
 *
 * {@snippet lang=text :
 * # comments and blank lines are left out
 * S: 220 mx.test ESMTP           consecutive S: lines go out in one write
 * C: EHLO *                      * is any text, also none; else the line must be the same, octet for octet
 * S: 250 mx.test
 * C! nothing 50ms                for so long no octet may come; without a time: none may be there yet
 * S! pause 200ms                 waits once; what the client says meanwhile is kept
 * S! drip 100ms                  from here on octet by octet, this pause before each; 'S! drip 0ms' ends it
 * S! raw 250 a\r\n250 \xFFb\n    exactly these octets: \r \n \t \0 \\ \xNN (in a text block: two backslashes)
 * S! garbage                     512 octets of noise, always the same, ending in CRLF
 * }
 *
 * <p>{@code C! nothing} belongs where the client has to wait, such as after {@code S: 220-mx}:
 * after a whole reply the next command may well be there already.
 *
 * <p>At most one of these ends a script; without any it ends as with {@code C! close}:
 *
 * {@snippet lang=text :
 * C! close                       the client has to close, by FIN or RST, and to say nothing before
 * S! close                       FIN; what the client still says is recorded
 * S! truncate                    FIN, inside TLS without the close_notify that 'S! close' says before
 * S! reset                       RST
 * S! silence                     says nothing more, until the client closes or the test ends
 * S! flood                       64 MiB without a line end, or until the client closes
 * }
 *
 * <p>TLS is a line of the script too, after {@code C: STARTTLS} and {@code S: 220 go} or as the
 * first line of an implicit port. The server shows what {@link Listening#showing} or {@link
 * #nowShowing} say, else a certificate for mx.test that is in order:
 *
 * {@snippet lang=text :
 * S! tls                         the server's half of the handshake; what follows is inside TLS
 * S! tls TLSv1.2 needs drip 5ms  any of: TLSv1.2 or TLSv1.3 only; wants or needs a client certificate;
 *                                drips its octets of the handshake
 * }
 *
 * <p>Or the end of the script, and what the client sends then is not looked at:
 *
 * {@snippet lang=text :
 * S! tls broken                  the handshake has to break, by an alert of either side or a client that leaves;
 *                                takes the same words: 'S! tls broken needs'
 * S! tls hang                    takes the ClientHello and says nothing, until the client closes or the test ends
 * S! tls fail protocol_version   takes the ClientHello and answers with this fatal alert and a FIN;
 *                                without a name handshake_failure; Alert lists them
 * S! tls garbage                 takes the ClientHello and answers with the 512 octets of noise
 * S! tls raw 250 a\r\n           takes the ClientHello and answers with exactly these octets
 * }
 *
 * <p>Inside TLS {@code S! drip} sends a record for each octet, and {@code S! raw} its octets in
 * one. A client may close with or without a close_notify. STARTTLS injection in the same packet:
 * two {@code S:} lines before {@code S! tls broken}; in the next: {@code S! tls raw}, or {@code S!
 * pause} between the lines. An implicit port that is plain: {@code S: 220 mx}, {@code S! silence}.
 *
 * <p>While the server drips, pauses, floods, is silent or has closed, a client may leave: then the
 * dialogue is over and nothing is wrong. Elsewhere, what is not in the script is a mismatch: the
 * server closes that connection, and {@link #verify} and {@link #close} throw an {@link
 * AssertionError} with the transcripts.
 *
 * <p>A client's line ends in CRLF; a bare LF or CR is part of it. Thread-safe.
 */
public final class ScriptedSmtp implements AutoCloseable {
  private static final Duration GRACE = Duration.ofSeconds(2);

  private final Ledger ledger = new Ledger();
  private final Switchboard board;
  private volatile Programme programme;
  private volatile Keyring keyring;

  ScriptedSmtp(Listening listening, Programme programme) {
    this.programme = programme;
    this.keyring = Keyring.of(listening.credential());
    this.board =
        Switchboard.at(
            listening.address(),
            ledger,
            () -> this.programme.next(),
            () -> this.keyring,
            listening.patience());
  }

  /** The same on this loopback address, {@code "127.0.0.5"}, and port; 0 takes a free one. */
  public static Listening on(String address, int port) {
    return Listening.on(address, port);
  }

  /** The same on a free port of 127.0.0.1, with this credential for TLS. */
  public static Listening showing(Credential credential) {
    return on("127.0.0.1", 0).showing(credential);
  }

  /**
   * A server on a free port of 127.0.0.1, whose first connection plays the first script, the second
   * the second, and all later ones the last.
   *
   * @throws IllegalArgumentException if a script is none; the message names the line
   */
  public static ScriptedSmtp playing(String... scripts) {
    return on("127.0.0.1", 0).playing(scripts);
  }

  /**
   * A server on a free port of 127.0.0.1 that answers every connection as a plain mail host does,
   * and each RCPT by this rule: the whole command in, the reply out, without its last line end.
   * After a reply of 421 or 221 it closes. The rule is called on the connection's own thread and
   * may block.
   */
  public static ScriptedSmtp answering(UnaryOperator<String> rcpt) {
    return on("127.0.0.1", 0).answering(rcpt);
  }

  /**
   * Answers the connections from now on as a plain mail host does, but for what these rules say.
   */
  public void nowFollowing(Supplier<UnaryOperator<String>> rules) {
    programme = Programme.of(rules);
  }

  public InetSocketAddress address() {
    return board.address();
  }

  public int port() {
    return address().getPort();
  }

  /** Plays these scripts to the connections from now on, the first of them the first. */
  public void nowPlaying(String... scripts) {
    programme = Programme.of(scripts);
  }

  /** Answers the connections from now on by this rule. */
  public void nowAnswering(UnaryOperator<String> rcpt) {
    programme = Programme.of(rcpt);
  }

  /** Shows this credential in TLS to the connections from now on, and resumes no older session. */
  public void nowShowing(Credential credential) {
    keyring = Keyring.of(Optional.of(credential));
  }

  /** All connections so far, in order of acceptance, as they are now. */
  public List<Session> sessions() {
    return ledger.sessions();
  }

  /** The most connections that were open at once. */
  public int mostOpen() {
    return ledger.mostOpen();
  }

  /**
   * Waits until at least {@code count} connections have ended, and gives all.
   *
   * @throws AssertionError with the transcripts, if they have not in time
   */
  public List<Session> awaitSessions(int count, Duration patience) {
    if (!ledger.await(
        recordings -> recordings.stream().filter(Recording::isFinished).count() >= count,
        patience)) {
      throw new AssertionError(
          "not %d sessions ended within %s\n%s".formatted(count, patience, transcript()));
    }
    return sessions();
  }

  /**
   * Waits until at least {@code count} connections were accepted, and gives all.
   *
   * @throws AssertionError with the transcripts, if they were not in time
   */
  public List<Session> awaitAccepted(int count, Duration patience) {
    if (!ledger.await(recordings -> recordings.size() >= count, patience)) {
      throw new AssertionError(
          "not %d sessions accepted within %s\n%s".formatted(count, patience, transcript()));
    }
    return sessions();
  }

  /** What was said in each session, with its mismatch; control characters are visible. */
  public String transcript() {
    return sessions().stream().map(ScriptedSmtp::transcript).collect(Collectors.joining("\n"));
  }

  /**
   * Tells of mismatches so far.
   *
   * @throws AssertionError with the transcripts, if there are any
   */
  public void verify() {
    if (sessions().stream().anyMatch(session -> session.mismatch().isPresent())) {
      throw new AssertionError(transcript());
    }
  }

  /**
   * Lets dialogues that wait for the client come to their end, 2 s at most, closes all sockets,
   * stops all threads, and verifies. A dialogue that was in the middle of its script counts as a
   * mismatch. Bounded by about 10 s; a second call only verifies.
   *
   * @throws AssertionError with the transcripts, if there was a mismatch
   */
  @Override
  public void close() {
    try {
      board.stopAccepting();
      ledger.await(all -> all.stream().allMatch(Recording::isSettled), GRACE);
      board.stop();
    } catch (IOException e) {
      throw new AssertionError("could not close\n" + transcript(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    verify();
  }

  private static String transcript(Session session) {
    return "session %d from %s, %s%s%n%s"
        .formatted(
            session.number(),
            session.client(),
            session.ending(),
            session.mismatch().map(what -> "\nMISMATCH " + what).orElse(""),
            session.transcript().indent(2));
  }
}
