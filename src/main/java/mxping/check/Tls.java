package mxping.check;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How a check wants TLS.
 *
 * @param mode whether and when
 * @param verify what a certificate that does not hold means
 * @param serverName what to send as SNI (RFC 6066 3) and to find in the certificate, A-labels in
 *     lower case or an IP literal; where absent, the mail host's name
 * @param trusted certificates of authorities trusted besides the JVM's own list
 * @param identity our own certificate, for hosts that ask for one
 * @param expiryWarning time before a certificate's end from which it counts as expiring
 * @param resume whether a session may be resumed (RFC 8446 2.2), which makes handshakes shorter
 *     than those of a stranger
 */
public record Tls(
    Mode mode,
    Verify verify,
    Optional<String> serverName,
    Optional<FileContents<List<X509Certificate>>> trusted,
    Optional<Identity> identity,
    Duration expiryWarning,
    boolean resume) {

  public static final Duration EXPIRY_WARNING = Duration.ofDays(14);

  /** No TLS at all. */
  public static final Tls OFF = of(Mode.OFF);

  /** What holds where a check does not say a word about TLS. */
  public static final Tls DEFAULT = of(Mode.OPPORTUNISTIC);

  /** {@code mode}, and the defaults for all else. */
  public static Tls of(Mode mode) {
    return new Tls(
        mode,
        Verify.REPORT,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        EXPIRY_WARNING,
        false);
  }

  /** Whether and when TLS is used. */
  public enum Mode {
    OFF,
    /** STARTTLS where it is offered, else in the clear, as sending hosts do (RFC 7435). */
    OPPORTUNISTIC,
    /** STARTTLS (RFC 3207), or the probe fails. */
    REQUIRED,
    /** From the first octet on (RFC 8314 3.3). */
    IMPLICIT
  }

  /** What a certificate that does not hold means. */
  public enum Verify {
    /** Nothing; the facts are stated all the same. */
    OFF,
    /** The host is degraded, unless TLS is only opportunistic. */
    REPORT,
    /** The probe fails. */
    REQUIRE
  }

  /**
   * A certificate of our own (RFC 5246 7.4.6, RFC 8446 4.4.2).
   *
   * @param chain our certificate first, then those that vouch for it
   */
  public record Identity(FileContents<List<X509Certificate>> chain, FileContents<PrivateKey> key) {}
}
