package mxping.smtp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;
import mxping.smtp.WireException.Break;

/**
 * Reads replies by RFC 5321 4.2, within bounds: 2 KiB a line, 128 lines and 64 KiB a reply, of
 * whose text the first 8 KiB are kept. Lenient where servers are known to be sloppy (bare LF, 8-bit
 * text, no space behind the last code), strict where leniency would guess (codes that differ from
 * line to line, a code that is none).
 *
 * <p>Not thread-safe.
 */
final class ReplyReader {
  static final int LINE_OCTETS = 2048;
  static final int REPLY_LINES = 128;
  static final int REPLY_OCTETS = 64 * 1024;
  private static final int KEPT_OCTETS = 8 * 1024;

  /** Enough for most replies; a host that never answers holds no more. */
  private static final int FIRST_OCTETS = 512;

  private final InputStream in;
  private byte[] buffer = new byte[FIRST_OCTETS];
  private int most = LINE_OCTETS;
  private int start;
  private int end;

  ReplyReader(InputStream in) {
    this.in = in;
  }

  /** Takes lines of up to {@code octets} from now on, their CRLF included. */
  void takeLinesOf(int octets) {
    most = Math.max(octets, most);
  }

  /** Whether octets are there that nobody asked for yet; does not block. */
  boolean pending() throws IOException {
    return start < end || in.available() > 0;
  }

  /**
   * The next reply; {@code greeting} where it is the first, so that a server which speaks something
   * else is told from one that speaks SMTP badly.
   *
   * @throws WireException {@code LOST} at the end of the stream, {@code NOT_SMTP}, {@code PROTOCOL}
   * @throws IOException from the stream below, a timeout included
   */
  Reply read(boolean greeting) throws IOException, WireException {
    List<String> lines = new ArrayList<>(4);
    int code = 0;
    int octets = 0;
    for (int count = 1; ; count++) {
      int length = nextLine();
      octets += length;
      if (count > REPLY_LINES || octets > REPLY_OCTETS) {
        throw new WireException(Break.PROTOCOL, "the reply does not end");
      }
      int found = codeAt(length);
      if (found < 0) {
        boolean stranger = greeting && count == 1;
        throw new WireException(
            stranger ? Break.NOT_SMTP : Break.PROTOCOL, "a line without a reply code");
      }
      if (count > 1 && found != code) {
        throw new WireException(Break.PROTOCOL, "the lines of one reply have different codes");
      }
      code = found;
      boolean last = length == 3 || buffer[start + 3] == ' ';
      if (octets <= Math.max(KEPT_OCTETS, most)) {
        lines.add(length > 4 ? decode(start + 4, length - 4) : "");
      }
      consumeLine(length);
      if (last) {
        return legal(new Reply(code, lines));
      }
    }
  }

  private static Reply legal(Reply reply) throws WireException {
    if (reply.code() < 100 || reply.code() > 599) {
      throw new WireException(Break.PROTOCOL, "there is no reply code " + reply.code());
    }
    return reply;
  }

  /**
   * Makes one whole line stand in the buffer from {@code start} on; its length without the line's
   * end.
   */
  private int nextLine() throws IOException, WireException {
    int seen = start;
    while (true) {
      for (; seen < end; seen++) {
        if (buffer[seen] == '\n') {
          return seen > start && buffer[seen - 1] == '\r' ? seen - 1 - start : seen - start;
        }
      }
      if (end - start == most) {
        throw new WireException(Break.PROTOCOL, "a line of more than " + most + " octets");
      }
      if (end == buffer.length) {
        makeRoom();
        seen = end;
      }
      int read = in.read(buffer, end, buffer.length - end);
      if (read < 0) {
        throw new WireException(
            Break.LOST,
            start < end ? "closed in the middle of a line" : "closed by the other side");
      }
      end += read;
    }
  }

  /** A reply that fills the buffer gets a larger one, as long as a line may want it. */
  private void makeRoom() {
    byte[] filled = buffer;
    buffer = filled.length < most ? new byte[Math.min(2 * filled.length, most)] : filled;
    System.arraycopy(filled, start, buffer, 0, end - start);
    end -= start;
    start = 0;
  }

  private void consumeLine(int length) {
    start += length;
    if (buffer[start] == '\r') {
      start++;
    }
    start++;
    if (start == end) {
      start = 0;
      end = 0;
    }
  }

  /**
   * The three digits a line begins with, or -1 where it does not, or where something but space or
   * hyphen follows.
   */
  private int codeAt(int length) {
    if (length < 3 || (length > 3 && buffer[start + 3] != ' ' && buffer[start + 3] != '-')) {
      return -1;
    }
    int code = 0;
    for (int i = 0; i < 3; i++) {
      int digit = buffer[start + i] - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      code = code * 10 + digit;
    }
    return code;
  }

  private String decode(int from, int length) {
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(buffer, from, length)).toString();
    } catch (CharacterCodingException e) {
      return new String(buffer, from, length, ISO_8859_1);
    }
  }
}
