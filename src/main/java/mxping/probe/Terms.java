package mxping.probe;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import mxping.check.Auth;
import mxping.check.Check;
import mxping.check.Timeouts;
import mxping.check.Tls;
import mxping.check.Until;
import mxping.smtp.Deadline;

/**
 * How a session with one address is held. Checks with equal terms can be done in one session.
 *
 * @param remote address and port
 * @param source address to bind to, where one is asked for
 * @param helo the name to present; where there is none, the address literal of the socket (RFC 5321
 *     4.1.3)
 * @param mailFrom the reverse-path without angle brackets
 * @param timeouts bounds of each kind of wait
 * @param timeout bound of the whole session
 * @param until the last phase
 * @param tls how it is encrypted, the host's name included; empty for a session in the clear
 * @param auth as whom it is held, where anybody
 * @param end when it is over even if its time is not, where somebody waits for it
 */
public record Terms(
    InetSocketAddress remote,
    Optional<InetAddress> source,
    Optional<String> helo,
    String mailFrom,
    Timeouts timeouts,
    Duration timeout,
    Until until,
    Optional<TlsTerms> tls,
    Optional<Auth> auth,
    Optional<Deadline> end) {

  /**
   * The terms on which {@code check} speaks to {@code remote}.
   *
   * @param tls the check's, by {@link TlsTerms#shared}
   * @param mx the mail host's name
   * @param machineName the name of this machine, for checks that present no other
   */
  static Terms of(
      Check check, Tls tls, String mx, InetSocketAddress remote, Optional<String> machineName) {
    return new Terms(
        remote,
        check.sourceAddress(),
        check.helo().or(() -> machineName),
        check.mailFrom(),
        check.timeouts(),
        check.timeout(),
        check.until(),
        TlsTerms.of(tls, mx),
        check.auth(),
        Optional.empty());
  }

  /** The same, in less time. */
  public Terms within(Duration connect, Duration timeout) {
    Timeouts shorter = new Timeouts(connect, timeouts.greeting(), timeouts.reply(), timeouts.tls());
    return new Terms(remote, source, helo, mailFrom, shorter, timeout, until, tls, auth, end);
  }

  /** The same, over by {@code end}; shared with nobody who can wait longer. */
  public Terms by(Deadline end) {
    return new Terms(
        remote, source, helo, mailFrom, timeouts, timeout, until, tls, auth, Optional.of(end));
  }

  /** When a session that begins now is over. */
  Deadline deadline() {
    return end.map(moment -> moment.orIn(timeout)).orElseGet(() -> Deadline.in(timeout));
  }

  /** The same, without TLS. */
  public Terms inTheClear() {
    return new Terms(
        remote, source, helo, mailFrom, timeouts, timeout, until, Optional.empty(), auth, end);
  }

  /** As whom to log in, where the session comes as far as that. */
  Optional<Auth> login() {
    return auth.filter(wish -> until.reaches(Until.AUTH));
  }

  /** The same, encrypted so. */
  public Terms inTls(TlsTerms tls) {
    return new Terms(
        remote, source, helo, mailFrom, timeouts, timeout, until, Optional.of(tls), auth, end);
  }
}
