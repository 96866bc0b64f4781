package mxping.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import mxping.smtp.Transcript;
import mxping.smtp.Transcript.Line;

/** Lines of a transcript in one array, a third of what they take as objects. */
final class PackedLines {
  static final byte[] NONE = {};

  private static final Transcript.Side[] SIDES = Transcript.Side.values();

  /** Moment in microseconds, side, length. */
  private static final int BEFORE_TEXT = 4 + 1 + 4;

  private PackedLines() {}

  @SuppressWarnings("EnumOrdinal") // no ordinal outlives the process
  static byte[] of(List<Line> lines) {
    List<byte[]> texts = lines.stream().map(line -> line.text().getBytes(UTF_8)).toList();
    int octets = texts.stream().mapToInt(text -> BEFORE_TEXT + text.length).sum();
    ByteBuffer packed = ByteBuffer.allocate(octets);
    for (int i = 0; i < texts.size(); i++) {
      packed.putInt((int) (lines.get(i).at().toNanos() / 1000));
      packed.put((byte) lines.get(i).side().ordinal());
      packed.putInt(texts.get(i).length).put(texts.get(i));
    }
    return packed.array();
  }

  static List<Line> unpacked(byte[] octets) {
    ByteBuffer packed = ByteBuffer.wrap(octets);
    List<Line> lines = new ArrayList<>();
    while (packed.hasRemaining()) {
      Duration at = Duration.ofNanos(packed.getInt() * 1000L);
      Transcript.Side side = SIDES[packed.get()];
      byte[] text = new byte[packed.getInt()];
      packed.get(text);
      lines.add(new Line(at, side, new String(text, UTF_8)));
    }
    return lines;
  }
}
