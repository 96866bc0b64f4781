package mxping.probe;

import java.util.Locale;

/** A step of a probe, in the order of the dialogue. */
public enum Phase {
  RESOLVE,
  CONNECT,
  GREETING,
  EHLO,
  STARTTLS,
  TLS,
  AUTH,
  MAIL,
  RCPT,
  RSET,
  QUIT;

  private final String label = name().toLowerCase(Locale.ROOT);

  /** The value of the {@code phase} label. */
  public String label() {
    return label;
  }
}
