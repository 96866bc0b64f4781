package mxping.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** The text of a configuration file: UTF-8 with or without byte order mark, at most 16 MiB. */
final class Source {
  static final int MOST_OCTETS = 16 << 20;

  private Source() {}

  /** The text, or empty with a problem. Blocks on the disk. */
  static Optional<String> read(Path file, Problems problems) {
    Place top = Place.top(file.toString());
    if (Files.isDirectory(file)) {
      problems.add(top, "is a directory, not a file");
      return Optional.empty();
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] octets = in.readNBytes(MOST_OCTETS + 1);
      if (octets.length > MOST_OCTETS) {
        problems.add(top, "is larger than 16 MiB; split it with `include`");
        return Optional.empty();
      }
      return text(octets, top.file(), problems);
    } catch (NoSuchFileException e) {
      problems.add(top, "no such file");
    } catch (AccessDeniedException e) {
      problems.add(top, "permission denied");
    } catch (IOException e) {
      problems.add(top, "cannot be read: " + Quoted.clip(String.valueOf(e.getMessage())));
    }
    return Optional.empty();
  }

  private static Optional<String> text(byte[] octets, String file, Problems problems) {
    var decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    CharBuffer decoded = CharBuffer.allocate(octets.length + 1);
    boolean broken = decoder.decode(ByteBuffer.wrap(octets), decoded, true).isError();
    String whole = decoded.flip().toString();
    String text = whole.startsWith("\ufeff") ? whole.substring(1) : whole;
    if (broken) {
      problems.add(place(file, text, text.length()), "is not UTF-8 text from here on");
      return Optional.empty();
    }
    int control = firstControl(text);
    if (control >= 0) {
      problems.add(
          place(file, text, control),
          "the control character "
              + Quoted.of(text.substring(control, control + 1))
              + " may not stand in YAML");
      return Optional.empty();
    }
    return Optional.of(text);
  }

  /** Index of the first character outside of YAML 1.2.2 rule 1 (c-printable), or -1. */
  private static int firstControl(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean printable =
          (c >= ' ' && c < 0x7f) || c == '\n' || c == '\r' || c == '\t' || c == 0x85 || c >= 0xa0;
      if (!printable || c >= 0xfffe) {
        return i;
      }
    }
    return -1;
  }

  private static Place place(String file, String text, int index) {
    String before = text.substring(0, index);
    int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
    int start = before.lastIndexOf('\n') + 1;
    return new Place(file, line, 1 + before.codePointCount(start, index), KeyPath.top());
  }
}
