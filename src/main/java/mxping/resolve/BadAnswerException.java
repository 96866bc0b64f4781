package mxping.resolve;

import java.io.IOException;
import java.io.Serial;

/** A server's answer that cannot be used. */
final class BadAnswerException extends IOException {
  @Serial private static final long serialVersionUID = 1;

  private final String words;

  BadAnswerException(String words) {
    super(words);
    this.words = words;
  }

  /** What came instead of an answer, for people. */
  String words() {
    return words;
  }
}
