package mxping.smtp;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

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
    List<EnhancedCode> all =
        lines.stream().map(EnhancedCode::leading).flatMap(Optional::stream).distinct().toList();
    return all.size() == 1 ? Optional.of(all.getFirst()) : Optional.empty();
  }

  /** The lines' text, one below the other. */
  public String text() {
    return String.join("\n", lines);
  }

  /** Code and text on one line for people: control characters visible, at most 300 characters. */
  public String shown() {
    String text = lines.stream().filter(Objects::nonNull).collect(Collectors.joining(" / "));
    String line = Printable.of(code + " " + text).strip();
    return line.length() <= 300 ? line : line.substring(0, 299) + "…";
  }
}
