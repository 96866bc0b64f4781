package mxping.probe;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import mxping.check.Until;
import mxping.smtp.Capabilities;
import mxping.smtp.Deadline;
import mxping.smtp.Reply;
import mxping.smtp.SmtpConnection;
import mxping.smtp.TlsFacts;
import mxping.smtp.Transcript;
import mxping.smtp.WireException;
import org.jspecify.annotations.Nullable;

/**
 * One session with one address of a mail host, from connect to QUIT. It is opened once, then any
 * number of transactions are asked in it, then it is closed: RSET after every accepted MAIL, QUIT
 * on every path where the other side can still hear it, and never DATA.
 *
 * <pre>
 * S: 220 mx.example.com ESMTP
 * C: EHLO probe.example.net
 * S: 250 mx.example.com
 * C: MAIL FROM:&lt;&gt;
 * S: 250 2.1.0 Ok
 * C: RCPT TO:&lt;ann@example.com&gt;
 * S: 550 5.1.1 No such user
 * C: RSET
 * S: 250 2.0.0 Ok
 * C: QUIT
 * S: 221 2.0.0 Bye
 * </pre>
 *
 * <p>Blocking, never longer than the deadline; not thread-safe.
 */
public final class Dialogue {

  /** How far the two sides agree on whose turn it is. */
  private enum Step {
    UNCONNECTED,
    /** Connected, but the greeting is not complete: we may not speak (RFC 5321 4.3.1). */
    UNGREETED,
    IN_STEP,
    /** A reply did not come or made no sense: we may still say QUIT. */
    OUT_OF_STEP,
    /** TLS is about to begin, or could not: nothing can be said. */
    MUTE,
    /** The other side announced that it closes (421, RFC 5321 3.8). */
    LEAVING,
    LOST
  }

  /** A command and its reply. */
  interface Exchange {
    Reply with(SmtpConnection connection) throws WireException;
  }

  private final Terms terms;
  private final OpenDialogues open;
  private final Deadline deadline;
  private final Transcript transcript;
  private final Progress progress;
  private final Minutes opening = new Minutes();
  private final Minutes ending = new Minutes();
  private final Encryption encryption;
  private final Optional<Authentication> authentication;
  private volatile @Nullable SmtpConnection connection;
  private volatile Step step = Step.UNCONNECTED;
  private boolean spent;
  private Optional<Reply> greeting = Optional.empty();
  private Capabilities capabilities = Capabilities.NONE;
  private Optional<Closing> closing = Optional.empty();

  /** Tells {@code open}, and whoever watches there, of this dialogue while it goes on. */
  public Dialogue(Terms terms, OpenDialogues open) {
    this.terms = terms;
    this.open = open;
    this.deadline = terms.deadline();
    this.transcript = new Transcript(line -> open.spectator().heard(terms.remote(), line));
    this.progress = new Progress(terms.remote(), open.spectator());
    this.encryption = new Encryption(this, terms.tls());
    this.authentication = Authentication.of(this, terms);
  }

  /**
   * Connects, and goes on to EHLO, TLS and AUTH as far as the terms say.
   *
   * @return whether transactions can be asked for
   */
  public boolean open() {
    open.began(this);
    long began = System.nanoTime();
    try {
      return opened();
    } finally {
      opening.took(System.nanoTime() - began);
    }
  }

  private boolean opened() {
    try {
      connect();
      if (terms.until().reaches(Until.GREETING) && !(encryption.atOnce() && greeted())) {
        return false;
      }
      if (terms.until().reaches(Until.EHLO)
          && !(hello() && encryption.afterHello() && loggedIn())) {
        return false;
      }
      opening.completed();
      return true;
    } catch (WireException e) {
      opening.found(broken(e));
      return false;
    }
  }

  private boolean loggedIn() throws WireException {
    return authentication.isEmpty() || authentication.get().afterHello();
  }

  private void connect() throws WireException {
    progress.begins(Phase.CONNECT);
    long began = System.nanoTime();
    try {
      connection =
          SmtpConnection.connect(
              terms.remote(),
              terms.source(),
              terms.timeouts().connect(),
              terms.timeouts().reply(),
              deadline,
              transcript);
      step = Step.UNGREETED;
    } catch (WireException e) {
      if (e.how() != WireException.Break.LOST) {
        throw e;
      }
      lostAtOnce(e);
    } finally {
      if (step != Step.UNCONNECTED) {
        opening.done(Phase.CONNECT, System.nanoTime() - began, 0);
      }
    }
  }

  /**
   * There was a connection, if only for a moment: whether its end shows now or when the greeting is
   * waited for is chance, and must not make two reasons of it.
   */
  private void lostAtOnce(WireException e) throws WireException {
    step = Step.LOST;
    if (terms.until().reaches(Until.GREETING)) {
      progress.begins(Phase.GREETING);
      throw e;
    }
  }

  private boolean greeted() throws WireException {
    Reply reply = ask(opening, Phase.GREETING, c -> c.greeting(terms.timeouts().greeting()));
    greeting = Optional.of(reply);
    return fine(opening, Phase.GREETING, ReplyTable.greeting(reply), reply);
  }

  /** EHLO, and HELO for a host that does not know EHLO (RFC 5321 3.2). */
  boolean hello() throws WireException {
    capabilities = Capabilities.NONE;
    String name = terms.helo().orElseGet(() -> connected().addressLiteral());
    Reply ehlo = ask(opening, Phase.EHLO, c -> c.ehlo(name));
    Reason reason = ReplyTable.hello(ehlo);
    if (reason != Reason.COMMAND_REJECTED) {
      capabilities = ehlo.positive() ? Capabilities.of(ehlo) : Capabilities.NONE;
      return fine(opening, Phase.EHLO, reason, ehlo);
    }
    try {
      Reply helo = ask(opening, Phase.EHLO, c -> c.helo(name));
      return fine(opening, Phase.EHLO, ReplyTable.hello(helo), helo);
    } catch (WireException e) {
      if (e.how() != WireException.Break.LOST) {
        throw e;
      }
      return fine(opening, Phase.EHLO, reason, ehlo);
    }
  }

  /** The TLS handshake; its time goes into the opening. */
  void shakeHands(TlsTerms tls) throws WireException {
    Step then = step;
    progress.begins(Phase.TLS);
    step = Step.MUTE;
    long began = System.nanoTime();
    try {
      connected().handshake(tls.client(), tls.name(), terms.timeouts().tls());
    } catch (WireException e) {
      step = e.how() == WireException.Break.LOST ? Step.LOST : Step.MUTE;
      throw e;
    }
    step = then;
    opening.done(Phase.TLS, System.nanoTime() - began, 0);
  }

  /**
   * One exchange of {@code phase}: its time and code go into {@code minutes}.
   *
   * @throws WireException where no reply came that could be one
   */
  Reply ask(Minutes minutes, Phase phase, Exchange exchange) throws WireException {
    progress.begins(phase);
    long began = System.nanoTime();
    Reply reply;
    try {
      reply = exchange.with(connected());
    } catch (WireException e) {
      step = after(e.how());
      throw e;
    }
    step = reply.code() == 421 ? Step.LEAVING : Step.IN_STEP;
    minutes.done(phase, System.nanoTime() - began, reply.code());
    return reply;
  }

  private Step after(WireException.Break how) {
    if (how == WireException.Break.LOST) {
      return Step.LOST;
    }
    if (how == WireException.Break.TLS) {
      return Step.MUTE;
    }
    return step == Step.UNGREETED ? Step.UNGREETED : Step.OUT_OF_STEP;
  }

  /** Writes down what {@code reason} means for the phase; true where it means that all is well. */
  boolean fine(Minutes minutes, Phase phase, Reason reason, Reply reply) {
    if (reason == Reason.NONE) {
      minutes.asked(phase, reply);
      return true;
    }
    minutes.found(Finding.of(phase, reason, reply));
    return false;
  }

  /** What a broken wire says about the host. */
  Finding broken(WireException e) {
    return BreakTable.finding(e, progress.now(), progress.before());
  }

  /** Whether the other side still listens and answers in turn. */
  public boolean goesOn() {
    return step == Step.IN_STEP && !spent;
  }

  /** Whether there is time for another check's transactions: half of the timeout. */
  public boolean hasTimeForMore() {
    return deadline.left().compareTo(terms.timeout().dividedBy(2)) > 0;
  }

  /** How many transactions the host allows in one session (RFC 9422, MAILMAX). */
  public int mostTransactions() {
    return capabilities.mailMax().orElse(Integer.MAX_VALUE);
  }

  /** A transaction could not be ended, so another one would only nest in it. */
  void spent() {
    spent = true;
  }

  /** Ends the session from another thread, at once, with a QUIT where one may be said. */
  void hangUp() {
    SmtpConnection held = connection;
    if (held != null) {
      held.hangUp(step == Step.IN_STEP || step == Step.OUT_OF_STEP);
    }
  }

  /** Ends the session with whatever courtesy its state allows, and closes the socket. */
  public void close() {
    boolean counts = step != Step.UNGREETED;
    long began = System.nanoTime();
    try {
      closing =
          switch (step) {
            case UNCONNECTED -> Optional.empty();
            case UNGREETED -> Optional.of(farewellUngreeted());
            case IN_STEP, LEAVING -> Optional.of(quit());
            case OUT_OF_STEP -> Optional.of(sayQuit());
            case MUTE -> Optional.of(Closing.ABORT);
            case LOST -> Optional.of(Closing.PEER);
          };
    } finally {
      SmtpConnection held = connection;
      if (held != null) {
        held.close();
      }
      if (counts) {
        ending.took(System.nanoTime() - began);
      }
      open.ended(this);
    }
  }

  /** A check that asks for no greeting waits for it all the same, for only then may we say QUIT. */
  private Closing farewellUngreeted() {
    if (terms.until().reaches(Until.GREETING) || encryption.implicit()) {
      return Closing.ABORT;
    }
    try {
      connected().greeting(terms.timeouts().greeting());
      step = Step.IN_STEP;
      return connected().quit().code() == 221 ? Closing.QUIT : Closing.UNANSWERED;
    } catch (WireException e) {
      if (step == Step.IN_STEP) {
        return e.how() == WireException.Break.PREMATURE ? sayQuit() : Closing.UNANSWERED;
      }
      return e.how() == WireException.Break.LOST ? Closing.PEER : Closing.ABORT;
    }
  }

  private Closing quit() {
    boolean leaving = step == Step.LEAVING;
    try {
      Reply reply = ask(ending, Phase.QUIT, SmtpConnection::quit);
      if (reply.code() == 221) {
        return Closing.QUIT;
      }
      ending.found(Finding.of(Phase.QUIT, Reason.UNCLEAN_CLOSE, reply));
      return reply.code() == 421 ? Closing.PEER : Closing.UNANSWERED;
    } catch (WireException e) {
      if (leaving) {
        return Closing.PEER;
      }
      ending.found(Finding.of(Phase.QUIT, Reason.UNCLEAN_CLOSE, e.words()));
      return e.how() == WireException.Break.PREMATURE ? sayQuit() : Closing.UNANSWERED;
    }
  }

  private Closing sayQuit() {
    try {
      connected().sayQuit();
      return Closing.UNANSWERED;
    } catch (WireException e) {
      return Closing.PEER;
    }
  }

  private SmtpConnection connected() {
    return Objects.requireNonNull(connection, "no session was begun");
  }

  Terms terms() {
    return terms;
  }

  Minutes opening() {
    return opening;
  }

  Minutes ending() {
    return ending;
  }

  Optional<Reply> greeting() {
    return greeting;
  }

  Capabilities capabilities() {
    return capabilities;
  }

  Encryption encryption() {
    return encryption;
  }

  /** Takes out of what came of this dialogue whatever is not to be read. */
  Redaction redaction() {
    return authentication.map(Authentication::redaction).orElse(Redaction.NONE);
  }

  /** What TLS showed; absent where no handshake was begun. */
  Optional<TlsFacts> tlsFacts() {
    return Optional.ofNullable(connection).flatMap(SmtpConnection::tls);
  }

  Optional<Closing> closing() {
    return closing;
  }

  List<Transcript.Line> transcript() {
    return transcript.lines();
  }
}
