package mxping.probe;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import mxping.check.Tls;
import mxping.check.Tls.Mode;
import mxping.check.Tls.Verify;
import mxping.smtp.TlsFacts;
import mxping.smtp.TlsFacts.Flaw;

/** From what a certificate shows to a reason, and to what the check makes of it. */
final class CertificateTable {
  private CertificateTable() {}

  /** All that is to be said against the certificates, the reason that decides first. */
  static List<Finding> findings(Tls wish, TlsFacts facts, Instant now) {
    List<Finding> flaws =
        outcome(wish).stream()
            .flatMap(outcome -> facts.flaws().stream().map(flaw -> finding(flaw, outcome)))
            .toList();
    return Stream.concat(flaws.stream(), expiring(wish, facts, now).stream()).toList();
  }

  /**
   * How a flaw ends a probe: not at all under opportunistic TLS that only reports, for sending
   * hosts don't verify there either (RFC 7435).
   */
  private static Optional<Outcome> outcome(Tls wish) {
    return switch (wish.verify()) {
      case OFF -> Optional.empty();
      case REPORT ->
          wish.mode() == Mode.OPPORTUNISTIC ? Optional.empty() : Optional.of(Outcome.DEGRADED);
      case REQUIRE -> Optional.of(Outcome.FAILED);
    };
  }

  private static Finding finding(Flaw flaw, Outcome outcome) {
    Reason reason = TlsResult.reason(flaw);
    return new Finding(Phase.TLS, reason, outcome, Optional.empty(), flaw.words());
  }

  /** A certificate that will end soon, in any mode; one that has ended is another matter. */
  private static Optional<Finding> expiring(Tls wish, TlsFacts facts, Instant now) {
    if (wish.verify() == Verify.OFF) {
      return Optional.empty();
    }
    return facts
        .notAfter()
        .filter(end -> end.isAfter(now) && end.isBefore(now.plus(wish.expiryWarning())))
        .map(end -> Finding.of(Phase.TLS, Reason.CERTIFICATE_EXPIRING, words(end, now)));
  }

  private static String words(Instant end, Instant now) {
    Duration left = Duration.between(now, end);
    String shown = left.toDays() > 0 ? left.toDays() + " days" : left.toHours() + " hours";
    return shown + " left, until " + end;
  }
}
