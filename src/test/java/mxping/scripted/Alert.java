package mxping.scripted;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A fatal alert that a server may answer a ClientHello with (RFC 8446 6). */
enum Alert {
  UNEXPECTED_MESSAGE(10),
  HANDSHAKE_FAILURE(40),
  ILLEGAL_PARAMETER(47),
  ACCESS_DENIED(49),
  DECODE_ERROR(50),
  PROTOCOL_VERSION(70),
  INSUFFICIENT_SECURITY(71),
  INTERNAL_ERROR(80),
  UNRECOGNIZED_NAME(112),
  NO_APPLICATION_PROTOCOL(120);

  private final int code;

  Alert(int code) {
    this.code = code;
  }

  /** The alert that scripts and RFCs call {@code handshake_failure}. */
  static Optional<Alert> named(String name) {
    return Arrays.stream(values())
        .filter(alert -> alert.name().toLowerCase(Locale.ROOT).equals(name))
        .findFirst();
  }

  /** Its record. */
  byte[] octets() {
    return new byte[] {21, 3, 3, 0, 2, 2, (byte) code};
  }
}
