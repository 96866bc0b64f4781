package mxping.smtp;

import java.util.Optional;

/**
 * An enhanced mail system status code, {@code class.subject.detail} (RFC 3463 2).
 *
 * @param category 2, 4 or 5: the class
 * @param subject 0 to 999
 * @param detail 0 to 999
 */
public record EnhancedCode(int category, int subject, int detail) {

  /** The code that {@code text} begins with, followed by a space or the end (RFC 2034 4). */
  static Optional<EnhancedCode> leading(String text) {
    int end = text.indexOf(' ');
    String head = end < 0 ? text : text.substring(0, end);
    if (head.length() < 5 || head.length() > 9 || head.charAt(1) != '.') {
      return Optional.empty();
    }
    char category = head.charAt(0);
    int dot = head.indexOf('.', 2);
    if ((category != '2' && category != '4' && category != '5') || dot < 0) {
      return Optional.empty();
    }
    int subject = number(head, 2, dot);
    int detail = number(head, dot + 1, head.length());
    return subject < 0 || detail < 0
        ? Optional.empty()
        : Optional.of(new EnhancedCode(category - '0', subject, detail));
  }

  private static int number(String text, int from, int to) {
    if (to - from < 1 || to - from > 3) {
      return -1;
    }
    int value = 0;
    for (int i = from; i < to; i++) {
      char digit = text.charAt(i);
      if (digit < '0' || digit > '9') {
        return -1;
      }
      value = value * 10 + digit - '0';
    }
    return value;
  }

  /** Whether this is {@code x.subject.detail}, whatever its class. */
  public boolean is(int subject, int detail) {
    return this.subject == subject && this.detail == detail;
  }

  @Override
  public String toString() {
    return category + "." + subject + "." + detail;
  }
}
