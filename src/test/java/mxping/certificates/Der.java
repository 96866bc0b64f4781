package mxping.certificates;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/** The distinguished encoding (X.690) of as much of ASN.1 as a certificate needs. */
final class Der {
  private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'");
  private static final DateTimeFormatter GENERAL = DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'");

  private Der() {}

  static byte[] sequence(byte[]... parts) {
    return tagged(0x30, parts);
  }

  static byte[] set(byte[]... parts) {
    return tagged(0x31, parts);
  }

  static byte[] integer(BigInteger value) {
    return tagged(0x02, value.toByteArray());
  }

  static byte[] yes() {
    return tagged(0x01, new byte[] {(byte) 0xFF});
  }

  static byte[] octets(byte[] value) {
    return tagged(0x04, value);
  }

  /** Whole octets; {@code unused} bits of the last are none of the string. */
  static byte[] bits(int unused, byte[] value) {
    return tagged(0x03, new byte[] {(byte) unused}, value);
  }

  static byte[] utf8(String text) {
    return tagged(0x0C, text.getBytes(StandardCharsets.UTF_8));
  }

  /** An object identifier, written with dots; its first two arcs are one octet. */
  static byte[] oid(String dotted) {
    String[] arcs = dotted.split("\\.", -1);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(Integer.parseInt(arcs[0]) * 40 + Integer.parseInt(arcs[1]));
    for (int i = 2; i < arcs.length; i++) {
      int arc = Integer.parseInt(arcs[i]);
      for (int shift = 28; shift > 0; shift -= 7) {
        if (arc >>> shift != 0) {
          out.write(((arc >>> shift) & 0x7F) | 0x80);
        }
      }
      out.write(arc & 0x7F);
    }
    return tagged(0x06, out.toByteArray());
  }

  /** A time of a certificate, to the second: UTCTime until 2049 (RFC 5280 4.1.2.5). */
  static byte[] time(Instant instant) {
    ZonedDateTime time = instant.atZone(ZoneOffset.UTC);
    return time.getYear() < 2050
        ? tagged(0x17, time.format(UTC).getBytes(StandardCharsets.US_ASCII))
        : tagged(0x18, time.format(GENERAL).getBytes(StandardCharsets.US_ASCII));
  }

  /** These parts one after the other, with this tag and their length before them. */
  static byte[] tagged(int tag, byte[]... parts) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      content.writeBytes(part);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(tag);
    int length = content.size();
    if (length > 0xFF) {
      out.write(0x82);
      out.write(length >>> 8);
    } else if (length > 0x7F) {
      out.write(0x81);
    }
    out.write(length & 0xFF);
    out.writeBytes(content.toByteArray());
    return out.toByteArray();
  }
}
