package mxping.scripted;

/** The server's half of one connection. */
interface Dialogue {
  /** Plays until there is nothing more to say or hear; who calls it closes the connection. */
  void play(Wire wire) throws Mismatch;
}
