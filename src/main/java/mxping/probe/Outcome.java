package mxping.probe;

import java.util.Locale;

/** How a probe or a round ended, from best to worst; a skipped one says nothing of its host. */
public enum Outcome {
  SKIPPED,
  OK,
  DEGRADED,
  INCONCLUSIVE,
  FAILED;

  private final String label = name().toLowerCase(Locale.ROOT);

  /** The value of the {@code outcome} label. */
  public String label() {
    return label;
  }

  /** Whether this counts as success: the host did what the check asked, if not perfectly. */
  public boolean success() {
    return this == OK || this == DEGRADED;
  }
}
