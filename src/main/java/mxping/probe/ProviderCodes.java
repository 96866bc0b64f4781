package mxping.probe;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mxping.smtp.EnhancedCode;
import mxping.smtp.Reply;

/**
 * What well-known providers mean by their enhanced codes: the lines of {@code provider-codes.txt},
 * which is written for operators to read.
 */
final class ProviderCodes {
  private static final Pattern CODE = Pattern.compile("([x45])\\.(\\d+)\\.(\\d+)(?:-(\\d+))?");
  private static final List<Entry> ENTRIES =
      lines("provider-codes.txt").stream().map(ProviderCodes::entry).toList();

  private ProviderCodes() {}

  /**
   * The reason a provider gives with {@code reply}, whose {@code enhanced} code is of its class.
   */
  static Optional<Reason> reason(Reply reply, EnhancedCode enhanced) {
    return ENTRIES.stream().filter(e -> e.fits(reply, enhanced)).map(Entry::reason).findFirst();
  }

  private record Entry(
      String reply, String category, int subject, int from, int to, Reason reason) {
    boolean fits(Reply answer, EnhancedCode enhanced) {
      return (reply.equals("*") || reply.equals(String.valueOf(answer.code())))
          && (category.equals("x") || category.equals(String.valueOf(enhanced.category())))
          && subject == enhanced.subject()
          && from <= enhanced.detail()
          && enhanced.detail() <= to;
    }
  }

  private static Entry entry(String line) {
    List<String> columns = List.of(line.split("\\s+", 5));
    Matcher code = CODE.matcher(columns.get(1));
    if (!code.matches()) {
      throw new IllegalStateException("provider-codes.txt: " + line);
    }
    int from = Integer.parseInt(code.group(3));
    int to = code.group(4) == null ? from : Integer.parseInt(code.group(4));
    return new Entry(
        columns.get(0),
        code.group(1),
        Integer.parseInt(code.group(2)),
        from,
        to,
        Reason.valueOf(columns.get(2).toUpperCase(Locale.ROOT)));
  }

  /** The lines of a table beside this class, without comments and blank lines. */
  static List<String> lines(String table) {
    try (InputStream in =
        Objects.requireNonNull(ProviderCodes.class.getResourceAsStream(table), table)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return text.lines()
          .map(String::strip)
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(table, e);
    }
  }
}
