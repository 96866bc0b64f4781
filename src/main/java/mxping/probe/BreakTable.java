package mxping.probe;

import java.util.Optional;
import mxping.smtp.WireException;

/** From how the wire broke to what it says about the host. */
final class BreakTable {
  private BreakTable() {}

  /**
   * What {@code e} says, in the phase that it broke.
   *
   * @param before the phase just done, on which octets that came too early are blamed
   */
  static Finding finding(WireException e, Phase current, Phase before) {
    return switch (e.how()) {
      case CONNECT_REFUSED -> Finding.of(current, Reason.CONNECT_REFUSED, e.words());
      case CONNECT_TIMEOUT -> Finding.of(current, Reason.CONNECT_TIMEOUT, e.words());
      case UNREACHABLE -> Finding.of(current, Reason.UNREACHABLE, e.words());
      case FAMILY_ABSENT ->
          new Finding(
              current, Reason.UNREACHABLE, Outcome.INCONCLUSIVE, Optional.empty(), e.words());
      case LOCAL -> Finding.of(current, Reason.INTERNAL_ERROR, e.words());
      case LOST -> Finding.of(current, Reason.CONNECTION_LOST, e.words());
      case REPLY_TIMEOUT -> Finding.of(current, Reason.REPLY_TIMEOUT, e.words());
      case DEADLINE -> Finding.of(current, Reason.DEADLINE_EXCEEDED, e.words());
      case NOT_SMTP -> Finding.of(current, Reason.NOT_SMTP, e.words());
      case PROTOCOL -> Finding.of(current, Reason.PROTOCOL_ERROR, e.words());
      case INJECTION -> Finding.of(Phase.STARTTLS, Reason.STARTTLS_INJECTION, e.words());
      case TLS -> Finding.of(Phase.TLS, Reason.TLS_HANDSHAKE_FAILED, e.words());
      case PREMATURE -> Finding.of(before, Reason.PROTOCOL_ERROR, e.words());
    };
  }
}
