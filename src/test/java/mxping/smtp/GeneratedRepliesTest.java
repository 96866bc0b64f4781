package mxping.smtp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Octets made up from a seed, which the name of a failure tells. */
@Timeout(60)
class GeneratedRepliesTest {
  private static final int STREAMS = 200;
  private static final String LIKELY = "0123456789 --  \r\n\n2250.ab\0\u00fc";

  static IntStream seeds() {
    return IntStream.range(0, 50);
  }

  /** Reads until the stream ends or breaks; anything thrown but that fails the test. */
  private static List<Object> readAll(InputStream in) throws IOException {
    ReplyReader replies = new ReplyReader(in);
    List<Object> all = new ArrayList<>();
    try {
      while (true) {
        all.add(replies.read(all.isEmpty()));
      }
    } catch (WireException e) {
      all.add(e.how());
    }
    return all;
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void anyOctetsEndInABreak(int seed) throws IOException {
    Random random = new Random(seed);
    for (int i = 0; i < STREAMS; i++) {
      byte[] octets = new byte[random.nextInt(5000)];
      random.nextBytes(octets);
      assertThat(readAll(new ByteArrayInputStream(octets)))
          .isEqualTo(readAll(new Octetwise(new ByteArrayInputStream(octets))));
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void likelyOctetsAreReadTheSameHoweverTheyCome(int seed) throws IOException {
    Random random = new Random(seed);
    for (int i = 0; i < STREAMS; i++) {
      byte[] octets = likely(random);
      assertThat(readAll(new ByteArrayInputStream(octets)))
          .as(() -> new String(octets, ISO_8859_1).replace("\r", "\\r"))
          .isEqualTo(readAll(new Octetwise(new ByteArrayInputStream(octets))));
    }
  }

  private static byte[] likely(Random random) {
    StringBuilder text = new StringBuilder();
    for (int lines = random.nextInt(6); lines >= 0; lines--) {
      text.append(random.nextInt(10) == 0 ? "" : "250").append(random.nextBoolean() ? '-' : ' ');
      for (int octets = random.nextInt(8); octets > 0; octets--) {
        text.append(LIKELY.charAt(random.nextInt(LIKELY.length())));
      }
      text.append("\r\n");
    }
    return text.toString().getBytes(ISO_8859_1);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void whatIsWrittenIsRead(int seed) throws IOException {
    Random random = new Random(seed);
    List<Object> written = new ArrayList<>();
    StringBuilder wire = new StringBuilder();
    for (int i = 0; i < STREAMS; i++) {
      Reply reply = reply(random);
      written.add(reply);
      for (int line = 0; line < reply.lines().size(); line++) {
        boolean last = line == reply.lines().size() - 1;
        wire.append(reply.code()).append(last ? ' ' : '-').append(reply.lines().get(line));
        wire.append(random.nextInt(4) == 0 ? "\n" : "\r\n");
      }
    }
    written.add(WireException.Break.LOST);

    byte[] octets = wire.toString().getBytes(ISO_8859_1);
    assertThat(readAll(new ByteArrayInputStream(octets))).isEqualTo(written);
  }

  private static Reply reply(Random random) {
    List<String> lines = new ArrayList<>();
    for (int count = 1 + random.nextInt(5); count > 0; count--) {
      StringBuilder text = new StringBuilder();
      for (int length = random.nextInt(60); length > 0; length--) {
        text.append((char) (' ' + random.nextInt(95)));
      }
      lines.add(text.toString());
    }
    return new Reply(100 + random.nextInt(500), lines);
  }
}
