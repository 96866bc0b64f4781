package mxping.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplyTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          5.1.1 No such user   | 5.1.1
          5.1.1                | 5.1.1
          2.0.0 Ok             | 2.0.0
          4.7.28 later         | 4.7.28
          5.999.999 x          | 5.999.999
          5.7.606 x            | 5.7.606
          # only classes 2, 4 and 5 exist
          1.1.1 x              |
          3.1.1 x              |
          6.1.1 x              |
          # three numbers of at most three digits
          5.1 x                |
          5.1. x               |
          5..1 x               |
          5.1.1.1 x            |
          5.1.1234 x           |
          5.1234.1 x           |
          5.1.x x              |
          5.1.-1 x             |
          55.1.1 x             |
          # at the very beginning, a space or the end behind
          ' 5.1.1 x'           |
          <ann> 5.1.1 x        |
          5.1.1: x             |
          5.1.1\tx             |
          5.1.1x               |
          #5.1.1 x             |
          No such user         |
          ''                   |
          """,
      commentCharacter = '#')
  void anEnhancedCodeLeadsTheText(String text, String code) {
    assertThat(EnhancedCode.leading(text).map(EnhancedCode::toString))
        .isEqualTo(Optional.ofNullable(code));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          5.1.1 a            | 5.1.1
          5.1.1 a / 5.1.1 b  | 5.1.1
          5.1.1 a / more     | 5.1.1
          hello / 5.1.1 b    | 5.1.1
          5.1.1 a / 5.7.1 b  |
          hello / there      |
          """)
  void aReplyHasTheEnhancedCodeInWhichItsLinesAgree(String lines, String code) {
    assertThat(new Reply(550, List.of(lines.split(" / ", -1))).enhanced().map(Object::toString))
        .isEqualTo(Optional.ofNullable(code));
  }

  @Test
  void isShownOnOneBoundedLineWithoutControlCharacters() {
    assertThat(new Reply(550, List.of("5.1.1 no\033[2J", "such\r user")).shown())
        .isEqualTo("550 5.1.1 no\\x1b[2J / such\\x0d user");
    assertThat(new Reply(250, List.of("")).shown()).isEqualTo("250");
    assertThat(new Reply(250, List.of("x".repeat(2000))).shown()).hasSize(300).endsWith("x…");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          mail from mx.test     | mail from mx.test
          grün, 日本, \uD83D\uDCEE | grün, 日本, \uD83D\uDCEE
          a\\tb\\r\\n\\0        | a\\x09b\\x0d\\x0a\\x00
          \\177\\u0085\\u009b2J | \\x7f\\x85\\x9b2J
          x\\u202ey\\u2066z     | x\\u202ey\\u2066z
          a\\u2028b\\u2029c     | a\\u2028b\\u2029c
          a\\u200bb\\ufeffc     | a\\u200bb\\ufeffc
          a\\u00adb             | a\\xadb
          """)
  void printableTextHidesNothingAndMovesNothing(String text, String shown) {
    assertThat(Printable.of(unescape(text))).isEqualTo(shown);
  }

  /** As Java's own, and {@code \}{@code uNNNN}. */
  private static String unescape(String text) {
    return Pattern.compile("\\\\u([0-9a-f]{4})")
        .matcher(text)
        .replaceAll(m -> String.valueOf((char) Integer.parseInt(m.group(1), 16)))
        .translateEscapes();
  }
}
