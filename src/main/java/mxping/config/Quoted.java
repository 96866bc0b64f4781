package mxping.config;

/** What a user wrote, made fit to be shown to them again. */
final class Quoted {
  private static final int MOST = 60;

  private Quoted() {}

  /** In backticks, clipped to 60 code points, with invisible characters spelled out. */
  static String of(String text) {
    return "`" + clip(text) + "`";
  }

  /** At most 60 code points of {@code text}, with invisible characters spelled out. */
  static String clip(String text) {
    var shown = new StringBuilder();
    text.codePoints().limit(MOST).forEach(c -> append(shown, c));
    if (text.length() > MOST && text.codePoints().skip(MOST).findAny().isPresent()) {
      shown.append('…');
    }
    return shown.toString();
  }

  private static void append(StringBuilder shown, int codePoint) {
    if (!invisible(codePoint)) {
      shown.appendCodePoint(codePoint);
      return;
    }
    shown.append(
        switch (codePoint) {
          case '\n' -> "\\n";
          case '\r' -> "\\r";
          case '\t' -> "\\t";
          default -> "\\u%04x".formatted(codePoint);
        });
  }

  /** Whether a character would leave no ink, or turn the line around, the plain space excepted. */
  static boolean invisible(int codePoint) {
    return codePoint != ' '
        && switch (Character.getType(codePoint)) {
          case Character.CONTROL,
              Character.FORMAT,
              Character.SPACE_SEPARATOR,
              Character.LINE_SEPARATOR,
              Character.PARAGRAPH_SEPARATOR,
              Character.PRIVATE_USE,
              Character.SURROGATE,
              Character.UNASSIGNED ->
              true;
          default -> false;
        };
  }
}
