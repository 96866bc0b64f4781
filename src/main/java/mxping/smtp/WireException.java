package mxping.smtp;

/**
 * The wire broke: no more replies can be had from this connection. Caught where a dialogue becomes
 * a result, never above.
 */
public final class WireException extends Exception {
  private static final long serialVersionUID = 1L;

  /** How it broke. */
  public enum Break {
    /** RST to our SYN. */
    CONNECT_REFUSED,
    /** No answer to our SYN within the connect limit. */
    CONNECT_TIMEOUT,
    /** No route, or told so by a router. */
    UNREACHABLE,
    /** No route, because this machine has no address of that family. */
    FAMILY_ABSENT,
    /** This machine has no socket to give, or not the source address asked for. */
    LOCAL,
    /** End of stream or reset in mid-dialogue. */
    LOST,
    /** The limit of this wait passed. */
    REPLY_TIMEOUT,
    /** The deadline of the whole probe passed. */
    DEADLINE,
    /** The first line has no three-digit code. */
    NOT_SMTP,
    /** Mixed or illegal codes, or a reply over the size limits. */
    PROTOCOL,
    /** Octets were there before we wrote, so which command they answer cannot be known. */
    PREMATURE,
    /** Octets between the reply to STARTTLS and the handshake, which anybody may have put there. */
    INJECTION,
    /** The TLS handshake failed: nothing in common, an alert, garbage. */
    TLS
  }

  private final Break how;

  WireException(Break how, String message) {
    super(message, null, false, false);
    this.how = how;
  }

  public Break how() {
    return how;
  }

  /** What happened, in words; text of the other side is not in it. */
  public String words() {
    return String.valueOf(getMessage());
  }
}
