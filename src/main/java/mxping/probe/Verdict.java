package mxping.probe;

import java.util.Locale;

/** What a host says about one recipient. */
public enum Verdict {
  ACCEPTED,
  REJECTED,
  TEMPORARY,
  AMBIGUOUS,
  UNASKED;

  private final String label = name().toLowerCase(Locale.ROOT);

  /** The value of the {@code verdict} label. */
  public String label() {
    return label;
  }
}
