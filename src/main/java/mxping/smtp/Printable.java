package mxping.smtp;

/**
 * Text from the other side, made safe to show on one line of a terminal, a log or a page's text.
 */
public final class Printable {
  private Printable() {}

  /**
   * {@code text} with every character that moves a cursor, ends a line or turns the direction of
   * writing replaced by an escape such as {@code \x1b} or {@code \u202e}.
   */
  public static String of(String text) {
    int first = 0;
    while (first < text.length() && harmless(text.charAt(first))) {
      first++;
    }
    if (first == text.length()) {
      return text;
    }
    StringBuilder shown = new StringBuilder(text.length() + 16).append(text, 0, first);
    for (int i = first; i < text.length(); i++) {
      char c = text.charAt(i);
      if (harmless(c)) {
        shown.append(c);
      } else {
        shown.append(c < 0x100 ? "\\x%02x".formatted((int) c) : "\\u%04x".formatted((int) c));
      }
    }
    return shown.toString();
  }

  private static boolean harmless(char c) {
    if (c < 0x7f) {
      return c >= ' ';
    }
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
