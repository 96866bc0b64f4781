package mxping.config;

import java.util.Optional;

/**
 * How values are spelled in the text of a file: what Jackson's tokens do not tell. They name no
 * anchor of a scalar, and do not tell a plain {@code ~} from a quoted one. Values must be asked for
 * in the order of the file, as the way from code points to characters is walked once.
 */
final class Spelling {
  private final String text;
  private int codePoint;
  private int index;

  Spelling(String text) {
    this.text = text;
  }

  /**
   * The spelling of one value.
   *
   * @param anchor the name after {@code &}
   * @param plain whether it has neither quotes nor a block's {@code |} or {@code >}
   */
  record Value(Optional<String> anchor, boolean plain) {}

  /** The spelling of the value that begins at a code point of the text. */
  Value at(long offset) {
    if (offset > codePoint) {
      index = text.offsetByCodePoints(index, (int) offset - codePoint);
      codePoint = (int) offset;
    }
    int start = index;
    if (!is(start, "&")) {
      return new Value(Optional.empty(), !is(start, "'\"|>"));
    }
    int end = start + 1;
    while (end < text.length() && !is(end, " \t\r\n,[]{}")) {
      end++;
    }
    int value = end;
    while (is(value, " \t\r\n")) {
      value++;
    }
    return new Value(Optional.of(text.substring(start + 1, end)), !is(value, "'\"|>"));
  }

  private boolean is(int at, String any) {
    return at < text.length() && any.indexOf(text.charAt(at)) >= 0;
  }
}
