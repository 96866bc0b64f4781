package mxping.scripted;

/** The client did something else than the script says; the message says both. */
final class Mismatch extends Exception {
  private static final long serialVersionUID = 1L;

  Mismatch(int line, String expected, String came) {
    super("script line %d: expected %s, but %s".formatted(line, expected, came));
  }
}
