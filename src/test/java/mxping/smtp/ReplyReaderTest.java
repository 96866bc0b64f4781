package mxping.smtp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.SocketTimeoutException;
import mxping.smtp.WireException.Break;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Octets on top, what they are read as below; {@code \n} and the like as in Java. */
class ReplyReaderTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = true,
      textBlock =
          """
          250 ok\\r\\n                          | 250 [ok]
          250\\r\\n                             | 250 []
          250 \\r\\n                            | 250 []
          250-\\r\\n250 \\r\\n                  | 250 [, ]
          250-a\\r\\n250 b\\r\\n                | 250 [a, b]
          250-a\\r\\n250\\r\\n                  | 250 [a, ]
          250-a\\r\\n250-b\\r\\n250 c\\r\\n     | 250 [a, b, c]
          250 ok\\n                             | 250 [ok]
          250-a\\n250-b\\r\\n250\\n             | 250 [a, b, ]
          250 gr\\303\\274n\\r\\n               | 250 [grün]
          250 gr\\374n\\r\\n                    | 250 [grün]
          250 a\\0b\\033c\\r\\n                 | 250 [a\\0b\\033c]
          250 a\\rb\\r\\n                       | 250 [a\\rb]
          250 a\\r\\r\\n                        | 250 [a\\r]
          250  two spaces \\r\\n                | '250 [ two spaces ]'
          250 250-b\\r\\n                       | 250 [250-b]
          100 a\\r\\n                           | 100 [a]
          354 go on\\r\\n                       | 354 [go on]
          599 a\\r\\n                           | 599 [a]
          """)
  void aReplyIs(String octets, String reply) throws Exception {
    assertThat(shown(reader(octets).read(false))).isEqualTo(reply.translateEscapes());
    assertThat(shown(octetwise(octets).read(true))).isEqualTo(reply.translateEscapes());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # codes that differ
          250-a\\r\\n251 b\\r\\n          | PROTOCOL
          250-a\\r\\n550-b\\r\\n550 c\\r\\n | PROTOCOL
          # codes that are none
          000 a\\r\\n                     | PROTOCOL
          099 a\\r\\n                     | PROTOCOL
          600 a\\r\\n                     | PROTOCOL
          999-a\\r\\n999 b\\r\\n          | PROTOCOL
          # further lines without a code
          220-a\\r\\nb\\r\\n              | PROTOCOL
          220-a\\r\\n\\r\\n               | PROTOCOL
          220-a\\r\\n220x\\r\\n           | PROTOCOL
          # the end of the stream
          ''                              | LOST
          2                               | LOST
          250 ok                          | LOST
          250 ok\\r                       | LOST
          250-a\\r\\n                     | LOST
          250-a\\r\\n250                  | LOST
          """)
  void noReplyIs(String octets, Break how) {
    assertThat(breaks(octets, true)).isEqualTo(how);
    assertThat(breaks(octets, false)).isEqualTo(how);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\r\n",
        "25\r\n",
        "25 a\r\n",
        "2x0 a\r\n",
        " 220 a\r\n",
        "220a\r\n",
        "2200 a\r\n",
        "+OK ready\r\n",
        "HTTP/1.1 400 Bad Request\r\n",
        "SSH-2.0-OpenSSH_9.6\n",
        "\u0016\u0003\u0001\n",
      })
  void aFirstLineWithoutACodeIsNotSmtpInAGreetingAndAnErrorLater(String octets) {
    assertThat(breaks(octets, true)).isEqualTo(Break.NOT_SMTP);
    assertThat(breaks(octets, false)).isEqualTo(Break.PROTOCOL);
  }

  @Test
  void aLineHasAtMost2048OctetsItsEndIncluded() throws Exception {
    String longest = "250 " + "x".repeat(2048 - 6);

    assertThat(reader(longest + "\r\n").read(false).text()).hasSize(2042);
    assertThat(reader("250-" + "y".repeat(100) + "\r\n" + longest + "\r\n").read(false).lines())
        .hasSize(2);
    assertThat(breaks(longest + "x\r\n", false)).isEqualTo(Break.PROTOCOL);
    assertThat(breaks(longest + "xx\n", false)).isEqualTo(Break.PROTOCOL);
  }

  @Test
  void aReplyHasAtMost128Lines() throws Exception {
    String lines = "250-a\r\n".repeat(127);

    assertThat(reader(lines + "250 b\r\n").read(false).lines()).hasSize(128);
    assertThat(breaks(lines + "250-b\r\n250 c\r\n", false)).isEqualTo(Break.PROTOCOL);
  }

  @Test
  void aReplyHasAtMost64KibOfWhichTheFirst8AreKept() throws Exception {
    String line = "250-" + "x".repeat(1020) + "\r\n";
    String last = "250 " + "x".repeat(1020);

    assertThat(reader(line.repeat(63) + last + "\r\n").read(false).lines()).hasSize(8);
    assertThat(breaks(line.repeat(63) + last + "x\r\n", false)).isEqualTo(Break.PROTOCOL);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "250 x", "250-x\r\n", "250-\n", "\n", "250 \0"})
  void whatNeverEndsIsEndedSoon(String unit) {
    Endless endless = new Endless(unit);

    assertThatThrownBy(() -> new ReplyReader(endless).read(false))
        .isInstanceOf(WireException.class);
    assertThat(endless.octets).isLessThan(ReplyReader.REPLY_OCTETS + ReplyReader.LINE_OCTETS);
  }

  private static final String EHLO = "250-mx.test\r\n250-SIZE 1000\n250-\r\n250 DSN\r\n";

  @Test
  void cutAtAnyOctetItIsLost() {
    for (int cut = 0; cut < EHLO.length(); cut++) {
      assertThat(breaks(EHLO.substring(0, cut), false)).as("cut at %d", cut).isEqualTo(Break.LOST);
    }
  }

  @Test
  void stalledAtAnyOctetItTimesOut() {
    for (int cut = 0; cut < EHLO.length(); cut++) {
      InputStream stalls = new SequenceInputStream(stream(EHLO.substring(0, cut)), new TimingOut());
      assertThatThrownBy(() -> new ReplyReader(stalls).read(false))
          .as("stalled at %d", cut)
          .isInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  void splitAtAnyOctetItIsTheSame() throws Exception {
    for (int cut = 0; cut <= EHLO.length(); cut++) {
      InputStream halves =
          new SequenceInputStream(stream(EHLO.substring(0, cut)), stream(EHLO.substring(cut)));
      assertThat(shown(new ReplyReader(halves).read(false)))
          .as("split at %d", cut)
          .isEqualTo("250 [mx.test, SIZE 1000, , DSN]");
    }
  }

  @Test
  void repliesThatComeTogetherAreReadOneByOne() throws Exception {
    ReplyReader replies = reader("220 a\r\n421-b\n421 c\r\n");

    assertThat(replies.pending()).isTrue();
    assertThat(shown(replies.read(true))).isEqualTo("220 [a]");
    assertThat(replies.pending()).isTrue();
    assertThat(shown(replies.read(false))).isEqualTo("421 [b, c]");
    assertThat(replies.pending()).isFalse();
  }

  private static ReplyReader reader(String octets) {
    return new ReplyReader(stream(octets));
  }

  private static ReplyReader octetwise(String octets) {
    return new ReplyReader(new Octetwise(stream(octets)));
  }

  private static InputStream stream(String octets) {
    return new ByteArrayInputStream(octets.translateEscapes().getBytes(ISO_8859_1));
  }

  private static String shown(Reply reply) {
    return reply.code() + " " + reply.lines();
  }

  private static Break breaks(String octets, boolean greeting) {
    try {
      throw new AssertionError("read as " + shown(reader(octets).read(greeting)));
    } catch (WireException e) {
      return e.how();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static final class TimingOut extends InputStream {
    @Override
    public int read() throws IOException {
      throw new SocketTimeoutException("no more comes");
    }

    @Override
    public int read(byte[] b, int off, int len) throws IOException {
      return read();
    }
  }

  /** The same octets again and again. */
  private static final class Endless extends InputStream {
    private final byte[] unit;
    private int octets;

    Endless(String unit) {
      this.unit = unit.getBytes(ISO_8859_1);
    }

    @Override
    public int read() {
      return unit[octets++ % unit.length];
    }

    @Override
    public int read(byte[] b, int off, int len) {
      for (int i = 0; i < len; i++) {
        b[off + i] = (byte) read();
      }
      return len;
    }
  }
}
