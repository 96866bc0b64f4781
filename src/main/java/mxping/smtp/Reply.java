package mxping.smtp;

import java.util.List;
import java.util.Optional;

/**
 * What a server answers to one command (RFC 5321 4.2).
 *
 * <pre>
 * S: 550-5.1.1 No such user here.
 * S: 550 5.1.1 Look at https://mx.example.com/help
 * </pre>
 *
 * @param code 100 to 599
 * @param lines the text behind the code of each line, as sent: any character may be in it, save CR
 *     LF at its end
 */
public record Reply(int code, List<String> lines) {

  public Reply {
    lines = List.copyOf(lines);
  }

  /** The first digit: 2 positive, 3 intermediate, 4 transient negative, 5 permanent negative. */
  public int category() {
    return code / 100;
  }

  public boolean positive() {
    return category() == 2;
  }

  /** The enhanced code of the lines (RFC 2034 4); none where lines differ in it. */
  public Optional<EnhancedCode> enhanced() {
    Optional<EnhancedCode> only = Optional.empty();
    for (String line : lines) {
      Optional<EnhancedCode> code = EnhancedCode.leading(line);
      if (only.isPresent() && code.isPresent() && !code.equals(only)) {
        return Optional.empty();
      }
      only = only.or(() -> code);
    }
    return only;
  }

  /** The lines' text, one below the other. */
  public String text() {
    return String.join("\n", lines);
  }

  /** Code and text on one line for people: control characters visible, at most 300 characters. */
  public String shown() {
    String line = Printable.of(code + " " + String.join(" / ", lines)).strip();
    return line.length() <= 300 ? line : line.substring(0, 299) + "…";
  }
}
