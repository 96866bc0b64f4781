package mxping.scripted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * Each fault as a client meets it; {@code close} at the end of each test says that nothing was a
 * mismatch.
 */
class FaultsTest {
  private static final Duration SOON = Duration.ofSeconds(5);

  @Test
  void silenceLastsUntilTheClientCloses() throws IOException {
    try (var mx = ScriptedSmtp.playing("S: 220 mx\nC: EHLO *\nS! silence")) {
      try (var client = new RawClient(mx.address())) {
        client.line();
        client.patience(Duration.ofMillis(50));
        assertThatThrownBy(() -> client.ask("EHLO probe.test"))
            .isInstanceOf(SocketTimeoutException.class);
        client.send("QUIT\r\n");
      }
      Session session = mx.awaitSessions(1, SOON).getFirst();
      assertThat(session.said()).containsExactly("EHLO probe.test", "QUIT");
      assertThat(session.ending()).isEqualTo(Ending.CLIENT_CLOSED);
    }
  }

  @Test
  void silenceEndsWithTheTest() throws IOException {
    ScriptedSmtp mx = ScriptedSmtp.playing("S! silence");
    try (var client = new RawClient(mx.address())) {
      mx.awaitAccepted(1, SOON);
      mx.close();
      assertThat(client.read()).isEqualTo(-1);
    }
    assertThat(mx.sessions().getFirst().ending()).isEqualTo(Ending.SERVER_CLOSED);
  }

  @Test
  void closeIsAnEndOfStream() throws IOException {
    try (var mx = ScriptedSmtp.playing("S: 220-mx\nS! close")) {
      try (var client = new RawClient(mx.address())) {
        assertThat(Octets.text(client.rest())).isEqualTo("220-mx\r\n");
        client.send("QUIT\r\n");
      }
      Session session = mx.awaitSessions(1, SOON).getFirst();
      assertThat(session.ending()).isEqualTo(Ending.SERVER_CLOSED);
      assertThat(session.said()).containsExactly("QUIT");
    }
  }

  @Test
  void resetIsNoEndOfStream() throws IOException {
    try (var mx = ScriptedSmtp.playing("S: 220 mx\nC: EHLO *\nS! reset");
        var client = new RawClient(mx.address())) {
      client.line();
      assertThatThrownBy(() -> client.ask("EHLO probe.test")).isInstanceOf(SocketException.class);
      assertThat(mx.awaitSessions(1, SOON).getFirst().ending()).isEqualTo(Ending.SERVER_RESET);
    }
  }

  @Test
  void dripIsOneOctetAtATime() throws IOException {
    long begun = System.nanoTime();
    try (var mx = ScriptedSmtp.playing("S! drip 50ms\nS: 220 mx\nS! drip 0ms\nS: 250 at once");
        var client = new RawClient(mx.address())) {
      byte[] first = client.some();
      assertThat(first).hasSizeLessThan("220 mx\r\n".length());
      assertThat(Octets.text(first) + client.line()).isEqualTo("220 mx\r\n");
      assertThat(Duration.ofNanos(System.nanoTime() - begun))
          .isBetween(Duration.ofMillis(8 * 50), SOON);
      assertThat(client.line()).isEqualTo("250 at once\r\n");
    }
  }

  @Test
  void aClientMayLeaveWhileItDrips() throws IOException {
    try (var mx = ScriptedSmtp.playing("S! drip 20s\nS: 220 a very long greeting\nC: EHLO *")) {
      try (var client = new RawClient(mx.address()).patience(Duration.ofMillis(20))) {
        assertThatThrownBy(client::line).isInstanceOf(SocketTimeoutException.class);
        client.send("QUIT\r\n");
      }
      assertThat(mx.awaitSessions(1, SOON).getFirst().said()).containsExactly("QUIT");
    }
  }

  @Test
  void aPauseKeepsWhatTheClientSays() throws IOException {
    try (var mx = ScriptedSmtp.playing("C: ONE\nS! pause 50ms\nS: 250 one\nC: TWO\nS: 250 two");
        var client = new RawClient(mx.address())) {
      long begun = System.nanoTime();
      client.send("ONE\r\nTWO\r\n");
      assertThat(client.line()).isEqualTo("250 one\r\n");
      assertThat(Duration.ofNanos(System.nanoTime() - begun))
          .isBetween(Duration.ofMillis(50), SOON);
      assertThat(client.line()).isEqualTo("250 two\r\n");
    }
  }

  @Test
  void garbageIsAlwaysTheSame() throws IOException {
    try (var mx = ScriptedSmtp.playing("S! garbage\nS! close");
        var client = new RawClient(mx.address())) {
      assertThat(client.rest()).isEqualTo(Octets.garbage());
    }
  }

  @Test
  void floodHasNoLineEndAndEndsWhenTheClientLeaves() throws IOException {
    try (var mx = ScriptedSmtp.playing("S! flood")) {
      try (var client = new RawClient(mx.address())) {
        for (long octets = 0; octets < 4_000_000; ) {
          byte[] some = client.some();
          assertThat(some).isNotEmpty().doesNotContain('\n');
          octets += some.length;
        }
      }
      assertThat(mx.awaitSessions(1, SOON).getFirst().ending())
          .isIn(Ending.CLIENT_CLOSED, Ending.CLIENT_RESET);
    }
  }

  @Test
  void floodOfAClientThatReadsNothingEndsWithTheTest() throws IOException {
    ScriptedSmtp mx = ScriptedSmtp.playing("S! flood");
    try (var client = new RawClient(mx.address())) {
      assertThat(client.read()).isEqualTo('x');
      mx.close();
    }
    assertThat(mx.awaitSessions(1, Duration.ZERO)).hasSize(1);
  }

  @Test
  void rawIsExactlyTheseOctets() throws IOException {
    String script =
        """
        S! raw 220 a\\n220 \\xFF\\r\\n250 tw
        S! raw o\\r\\n
        S! close
        """;

    try (var mx = ScriptedSmtp.playing(script);
        var client = new RawClient(mx.address())) {
      assertThat(client.rest()).isEqualTo(Octets.unescape("220 a\\n220 \\xFF\\r\\n250 two\\r\\n"));
    }
  }

  @Test
  void earlyRepliesNeedNoCommand() throws IOException {
    try (var mx = ScriptedSmtp.playing("S: 220 mx\nS: 421 4.3.2 going down\nC! close");
        var client = new RawClient(mx.address())) {
      assertThat(Octets.text(client.some())).isEqualTo("220 mx\r\n421 4.3.2 going down\r\n");
    }
  }
}
