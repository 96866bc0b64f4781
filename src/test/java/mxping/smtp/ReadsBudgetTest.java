package mxping.smtp;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How often a reply asks the socket: each time is a system call, and perhaps a wake-up. */
class ReadsBudgetTest {

  /** Gives what came in one packet at one read, as a socket does, and counts. */
  private static final class Packets extends InputStream {
    private final Queue<byte[]> packets = new ArrayDeque<>();
    private ByteArrayInputStream current = new ByteArrayInputStream(new byte[0]);
    private int reads;

    Packets(List<String> packets) {
      packets.forEach(packet -> this.packets.add(packet.getBytes(US_ASCII)));
    }

    @Override
    public int read() {
      throw new AssertionError("octet by octet");
    }

    @Override
    public int read(byte[] to, int from, int length) {
      reads++;
      if (current.available() == 0 && !packets.isEmpty()) {
        current = new ByteArrayInputStream(packets.remove());
      }
      return current.read(to, from, length);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          250 ok\\r\\n                                | 1
          250-a\\r\\n250-b\\r\\n250-c\\r\\n250 d\\r\\n | 1
          250-a\\r\\n,250 b\\r\\n                     | 2
          2,5,0, ,ok,\\r,\\n                          | 7
          """)
  void aReplyTakesOneReadAPacket(String packets, int reads) throws Exception {
    Packets in = new Packets(List.of(packets.translateEscapes().split(",")));

    assertThat(new ReplyReader(in).read(false).code()).isEqualTo(250);
    assertThat(in.reads).isEqualTo(reads);
  }

  @ParameterizedTest
  @CsvSource({"64", "128"})
  void aLongReplyTakesNoMoreReadsThanItFillsBuffers(int lines) throws Exception {
    String line = "x".repeat(400) + "\r\n";
    String reply = ("250-" + line).repeat(lines - 1) + "250 " + line;
    Packets in = new Packets(List.of(reply));

    assertThat(new ReplyReader(in).read(false).code()).isEqualTo(250);
    assertThat(in.reads).isLessThanOrEqualTo(reply.length() / ReplyReader.LINE_OCTETS * 2);
  }
}
