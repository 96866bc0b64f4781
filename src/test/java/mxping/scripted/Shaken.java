package mxping.scripted;

/** What came of a TLS handshake. */
sealed interface Shaken {
  /** TLS it is. */
  record Done(Tls tls) implements Shaken {}

  /**
   * One side broke it off.
   *
   * @param byServer whether it was the server, and not an alert of the client's
   */
  record Broken(String why, boolean byServer) implements Shaken {}

  /** The client said something else, was gone, or fell silent in the middle of it. */
  record Unfinished(Heard instead) implements Shaken {}

  /** The client left while the server dripped, as it may. */
  record Left() implements Shaken {}
}
