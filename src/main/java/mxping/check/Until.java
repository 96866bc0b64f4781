package mxping.check;

/** The last phase a check asks for, in the order of the dialogue. */
public enum Until {
  CONNECT,
  GREETING,
  EHLO,
  /** STARTTLS, the handshake, and the EHLO after it. */
  STARTTLS,
  AUTH,
  MAIL,
  RCPT;

  /** Whether a dialogue that ends with this phase goes through {@code phase}. */
  public boolean reaches(Until phase) {
    return compareTo(phase) >= 0;
  }
}
