package mxping.smtp;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a TLS handshake showed of the other side, whether it came to its end or not. Text of the
 * other side in it is printable and bounded.
 *
 * @param version protocol version, such as {@code TLSv1.3}; absent where the handshake failed
 * @param cipher cipher suite by its IANA name; absent where the handshake failed
 * @param resumed whether an earlier session was resumed, so that no certificate was sent
 * @param chain the certificates as sent, the host's own first, at most {@value #MOST_CERTIFICATES}
 * @param flaws what keeps chain and name from holding, in the order of {@link Flaw.Kind}
 * @param alert the alert by which the other side ended TLS, by its name (RFC 8446 6)
 */
public record TlsFacts(
    Optional<String> version,
    Optional<String> cipher,
    boolean resumed,
    List<Certificate> chain,
    List<Flaw> flaws,
    Optional<String> alert) {
  static final int MOST_CERTIFICATES = 10;

  public TlsFacts {
    chain = List.copyOf(chain);
    flaws = List.copyOf(flaws);
  }

  /**
   * A certificate.
   *
   * @param serial in hexadecimal digits
   * @param names what it is for: DNS names and IP addresses of the subject alternative name (RFC
   *     5280 4.2.1.6)
   * @param key algorithm and, where known, size in bits of its public key
   */
  public record Certificate(
      String subject,
      String issuer,
      String serial,
      Instant notBefore,
      Instant notAfter,
      List<String> names,
      String key,
      String signature) {
    public Certificate {
      names = List.copyOf(names);
    }
  }

  /** A reason why a certificate does not hold, and more of it in words. */
  public record Flaw(Kind kind, String words) {

    /** Named as in RFC 8460 4.3.1. */
    public enum Kind {
      EXPIRED,
      HOST_MISMATCH,
      /** Any other reason: no known authority, not yet valid, a weak key. */
      NOT_TRUSTED
    }
  }

  /** Whether the handshake came to its end, so that what was said after it was encrypted. */
  public boolean established() {
    return version.isPresent();
  }

  /** Whether chain and name hold; false where no certificate was seen. */
  public boolean verified() {
    return !chain.isEmpty() && flaws.isEmpty();
  }

  /** The earliest end of validity in the chain. */
  public Optional<Instant> notAfter() {
    return chain.stream().map(Certificate::notAfter).min(Comparator.naturalOrder());
  }
}
