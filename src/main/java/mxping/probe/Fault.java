package mxping.probe;

import java.util.Locale;

/** Whose matter a reason is; always derived from it. */
public enum Fault {
  NONE,
  DNS,
  NETWORK,
  SERVER,
  /** Ours: the mail host is up, but has something against the prober. */
  CLIENT,
  POLICY;

  private final String label = name().toLowerCase(Locale.ROOT);

  /** The value of the {@code fault} label. */
  public String label() {
    return label;
  }
}
