package mxping.scripted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ScriptedSmtpTest {
  private static final Duration SOON = Duration.ofSeconds(5);

  @Test
  void playsADialogueAndRecordsIt() throws IOException {
    String script =
        """
        S: 220-mx.test
        C! nothing 20ms
        S: 220 ESMTP
        C: EHLO *
        S: 250-mx.test
        S: 250 SIZE 1000
        C: MAIL FROM:<>
        S: 250 2.1.0 ok
        C: QUIT
        S: 221 bye
        """;

    try (var mx = ScriptedSmtp.playing(script)) {
      try (var client = new RawClient(mx.address())) {
        assertThat(client.line()).isEqualTo("220-mx.test\r\n");
        assertThat(client.line()).isEqualTo("220 ESMTP\r\n");
        client.send("EHLO probe.test\r\n");
        assertThat(Octets.text(client.some())).isEqualTo("250-mx.test\r\n250 SIZE 1000\r\n");
        assertThat(client.ask("MAIL FROM:<>")).isEqualTo("250 2.1.0 ok\r\n");
        assertThat(client.ask("QUIT")).isEqualTo("221 bye\r\n");
      }
      Session session = mx.awaitSessions(1, SOON).getFirst();
      assertThat(session.said()).containsExactly("EHLO probe.test", "MAIL FROM:<>", "QUIT");
      assertThat(session.lines()).extracting(ClientLine::arrivedNanos).isSorted();
      assertThat(session.lines().getFirst().arrivedNanos()).isGreaterThan(session.acceptedNanos());
      assertThat(session.length()).isPositive();
      assertThat(session.saidQuit()).isTrue();
      assertThat(session.ending()).isEqualTo(Ending.CLIENT_CLOSED);
      assertThat(session.mismatch()).isEmpty();
      assertThat(session.transcript())
          .isEqualTo(
              """
              S: 220-mx.test
              S: 220 ESMTP
              C: EHLO probe.test
              S: 250-mx.test
              S: 250 SIZE 1000
              C: MAIL FROM:<>
              S: 250 2.1.0 ok
              C: QUIT
              S: 221 bye
              """);
    }
  }

  @Test
  void playsOneScriptForEachConnectionAndTheLastOneAgain() throws IOException {
    try (var mx = ScriptedSmtp.playing("S: 220 one", "S: 220 two")) {
      assertThat(greeting(mx)).isEqualTo("220 one\r\n");
      assertThat(greeting(mx)).isEqualTo("220 two\r\n");
      assertThat(greeting(mx)).isEqualTo("220 two\r\n");

      mx.nowPlaying("S: 421 three");
      assertThat(greeting(mx)).isEqualTo("421 three\r\n");

      mx.nowAnswering(rcpt -> "250 ok");
      assertThat(greeting(mx)).isEqualTo("220 mx.test ESMTP\r\n");
    }
  }

  @Test
  void answersByRule() throws IOException {
    try (var mx =
        ScriptedSmtp.answering(
            rcpt -> rcpt.contains("ann") ? "250 2.1.5 ok" : "550-5.1.1 no\n550 5.1.1 such user")) {
      try (var client = new RawClient(mx.address())) {
        assertThat(client.line()).startsWith("220 ");
        assertThat(client.ask("EHLO probe.test")).isEqualTo("250-mx.test\r\n");
        assertThat(client.line()).isEqualTo("250-PIPELINING\r\n");
        assertThat(client.line()).isEqualTo("250-ENHANCEDSTATUSCODES\r\n");
        assertThat(client.line()).isEqualTo("250 SIZE 10240000\r\n");
        assertThat(client.ask("mail from:<>")).startsWith("250 ");
        assertThat(client.ask("RCPT TO:<ann@mx.test>")).isEqualTo("250 2.1.5 ok\r\n");
        assertThat(client.ask("RCPT TO:<bob@mx.test>")).isEqualTo("550-5.1.1 no\r\n");
        assertThat(client.line()).isEqualTo("550 5.1.1 such user\r\n");
        assertThat(client.ask("RSET")).startsWith("250 ");
        assertThat(client.ask("VRFY ann")).startsWith("502 ");
        assertThat(client.ask("QUIT")).startsWith("221 ");
        assertThat(client.read()).isEqualTo(-1);
      }
      assertThat(mx.awaitSessions(1, SOON).getFirst().saidQuit()).isTrue();
    }
  }

  @Test
  void aRuleThatSays421EndsTheSession() throws IOException {
    try (var mx = ScriptedSmtp.answering(rcpt -> "421 4.7.0 too many")) {
      try (var client = new RawClient(mx.address())) {
        client.line();
        assertThat(client.ask("RCPT TO:<ann@mx.test>")).startsWith("421 ");
        assertThat(client.read()).isEqualTo(-1);
      }
      assertThat(mx.awaitSessions(1, SOON).getFirst().ending()).isEqualTo(Ending.SERVER_CLOSED);
    }
  }

  @Test
  void mailHostsShareAPortOnDifferentAddresses() throws IOException {
    try (var first = ScriptedSmtp.on("127.25.0.1", 0).playing("S: 220 first");
        var second = ScriptedSmtp.on("127.25.0.2", first.port()).answering(rcpt -> "250 ok")) {
      assertThat(second.address())
          .isEqualTo(new InetSocketAddress("127.25.0.2", first.address().getPort()));
      assertThat(greeting(first)).isEqualTo("220 first\r\n");
      assertThat(greeting(second)).isEqualTo("220 mx.test ESMTP\r\n");
    }
  }

  @Test
  void aClosedServerRefusesAndItsPortIsFree() throws IOException {
    ScriptedSmtp gone = ScriptedSmtp.on("127.25.0.3", 0).playing("S: 220 mx");
    InetSocketAddress address = gone.address();
    assertThat(greeting(gone)).startsWith("220");
    gone.close();

    assertThatThrownBy(() -> new RawClient(address)).isInstanceOf(ConnectException.class);
    try (var back = ScriptedSmtp.on("127.25.0.3", address.getPort()).playing("S: 220 back")) {
      assertThat(greeting(back)).isEqualTo("220 back\r\n");
    }
  }

  private static String greeting(ScriptedSmtp mx) throws IOException {
    try (var client = new RawClient(mx.address())) {
      return client.line();
    }
  }
}
