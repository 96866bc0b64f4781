package mxping.probe;

import java.util.Locale;

/** How a session ended. */
public enum Closing {
  /** Our QUIT was answered with 221. */
  QUIT,
  /** QUIT was sent; nothing sensible came back. */
  UNANSWERED,
  /** The other side closed first. */
  PEER,
  /** We closed without QUIT, because the greeting never came or TLS broke. */
  ABORT;

  private final String label = name().toLowerCase(Locale.ROOT);

  /** The value of the {@code how} label. */
  public String label() {
    return label;
  }
}
