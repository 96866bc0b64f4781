package mxping.metrics;

/** How much is exported of each mail host. */
public enum Detail {
  /** Everything. */
  FULL,
  /** Without the families of phases, recipients and capabilities: for very many checks. */
  LEAN
}
