package mxping.smtp;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.security.cert.CertPathValidatorException;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import mxping.smtp.WireException.Break;

/** Why a TLS handshake failed, told from what the JDK throws for it. */
final class HandshakeFailures {
  private static final Pattern ALERT = Pattern.compile("Received fatal alert: ([a-z0-9_]{1,60})");
  private static final int FIRST_RECORD_TYPE = 20;
  private static final int LAST_RECORD_TYPE = 23;

  private HandshakeFailures() {}

  /**
   * Explains {@code e}.
   *
   * @param first the first octet that came, or -1 where none did
   * @param upgrading whether the other side said that TLS would begin (RFC 3207 4)
   */
  static WireException explain(IOException e, int first, boolean upgrading) {
    if (first >= 0 && (first < FIRST_RECORD_TYPE || first > LAST_RECORD_TYPE)) {
      return upgrading
          ? new WireException(Break.INJECTION, "octets that are no TLS, where TLS was to begin")
          : new WireException(Break.TLS, "what answers there is no TLS");
    }
    Optional<String> alert = alert(e);
    if (alert.isPresent()) {
      return refused(alert.get());
    }
    if (cause(e, EOFException.class).isPresent() || cause(e, SocketException.class).isPresent()) {
      return new WireException(Break.LOST, "closed by the other side during the TLS handshake");
    }
    Throwable plainest = cause(e, CertPathValidatorException.class).orElse(e);
    return new WireException(Break.TLS, Certificates.clip(String.valueOf(plainest.getMessage())));
  }

  /** The other side ended TLS with {@code alert}. */
  static WireException refused(String alert) {
    return new WireException(Break.TLS, "the other side refused TLS with the alert " + alert);
  }

  /** The alert of the other side that {@code e} tells of. */
  static Optional<String> alert(IOException e) {
    Matcher found = ALERT.matcher(String.valueOf(e.getMessage()));
    return found.find() ? Optional.of(found.group(1)) : Optional.empty();
  }

  static boolean timedOut(IOException e) {
    return cause(e, SocketTimeoutException.class).isPresent();
  }

  private static Optional<Throwable> cause(Throwable e, Class<? extends Throwable> type) {
    return Stream.iterate(e, Objects::nonNull, Throwable::getCause)
        .filter(type::isInstance)
        .findFirst();
  }
}
