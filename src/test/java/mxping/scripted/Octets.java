package mxping.scripted;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;

/** What lies between the octets of the wire and the text of scripts and transcripts. */
final class Octets {
  private static final int GARBAGE_OCTETS = 512;

  private Octets() {}

  /** These octets as UTF-8, or as ISO 8859-1 where they are no UTF-8. */
  static String text(byte[] octets) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets)).toString();
    } catch (CharacterCodingException e) {
      return new String(octets, StandardCharsets.ISO_8859_1);
    }
  }

  /** This text as UTF-8. */
  static byte[] of(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** This text with its control characters written as escapes. */
  static String visible(String text) {
    StringBuilder out = new StringBuilder();
    text.chars()
        .forEach(
            c -> {
              switch (c) {
                case '\r' -> out.append("\\r");
                case '\n' -> out.append("\\n");
                case '\t' -> out.append("\\t");
                case 0 -> out.append("\\0");
                default -> {
                  if (Character.isISOControl(c)) {
                    out.append("\\x").append(HexFormat.of().toHexDigits((byte) c));
                  } else {
                    out.append((char) c);
                  }
                }
              }
            });
    return out.toString();
  }

  /**
   * The octets that this text names: {@code \r \n \0 \t \\} and {@code \xNN} are one octet each,
   * all else is UTF-8.
   *
   * @throws IllegalArgumentException if another escape stands there
   */
  static byte[] unescape(String escaped) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int at = 0;
    while (at < escaped.length()) {
      int slash = escaped.indexOf('\\', at);
      int end = slash < 0 ? escaped.length() : slash;
      out.writeBytes(of(escaped.substring(at, end)));
      at = end;
      if (slash >= 0) {
        String escape = escaped.substring(slash, Math.min(escaped.length(), slash + 2));
        int octet = octet(escape, escaped, slash);
        out.write(octet);
        at = slash + ("\\x".equals(escape) ? 4 : 2);
      }
    }
    return out.toByteArray();
  }

  private static int octet(String escape, String escaped, int slash) {
    return switch (escape) {
      case "\\r" -> '\r';
      case "\\n" -> '\n';
      case "\\t" -> '\t';
      case "\\0" -> 0;
      case "\\\\" -> '\\';
      case "\\x" -> hex(escaped.substring(slash + 2, Math.min(escaped.length(), slash + 4)));
      default -> throw new IllegalArgumentException("no such escape: " + escape);
    };
  }

  private static int hex(String digits) {
    if (digits.length() != 2) {
      throw new IllegalArgumentException("\\x needs two digits");
    }
    return HexFormat.fromHexDigits(digits);
  }

  /** These octets as {@link #unescape} reads them. */
  static String escape(byte[] octets) {
    return HexFormat.of().withPrefix("\\x").formatHex(octets);
  }

  /** Random-looking octets, the same each time, that begin with no digit and end with CRLF. */
  static byte[] garbage() {
    byte[] octets = new byte[GARBAGE_OCTETS];
    new Random(25).nextBytes(octets);
    octets[0] = (byte) 0xBF;
    octets[GARBAGE_OCTETS - 2] = '\r';
    octets[GARBAGE_OCTETS - 1] = '\n';
    return octets;
  }
}
