package mxping.scripted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Handshakes that go wrong, as a client of the JDK meets them, and what the harness says. */
class TlsFaultsTest {
  private static final Duration SOON = Duration.ofSeconds(5);

  @ParameterizedTest
  @CsvSource({
    "S! tls fail, handshake_failure",
    "S! tls fail protocol_version, protocol_version",
    "S! tls fail unrecognized_name, unrecognized_name"
  })
  void failIsAnAlert(String script, String alert) throws IOException {
    try (var mx = ScriptedSmtp.playing(script)) {
      try (var client = new TlsClient(mx.address())) {
        assertThatThrownBy(client::handshake)
            .isInstanceOf(SSLException.class)
            .hasMessageContaining(alert);
      }
      Session session = mx.awaitSessions(1, SOON).getFirst();
      assertThat(session.transcript()).startsWith(script);
      assertThat(session.lines()).isEmpty();
    }
  }

  @Test
  void hangEndsWhenTheClientLeaves() throws IOException {
    try (var mx = ScriptedSmtp.playing("S! tls hang")) {
      try (var client = new TlsClient(mx.address()).patience(Duration.ofMillis(50))) {
        assertThatThrownBy(client::handshake).isInstanceOf(SocketTimeoutException.class);
        client.closeRaw();
      }
      Session session = mx.awaitSessions(1, SOON).getFirst();
      assertThat(session.ending()).isEqualTo(Ending.CLIENT_CLOSED);
      assertThat(session.transcript()).isEqualTo("S! tls hang\n");
    }
  }

  @Test
  void dripIsTheHandshakeOctetByOctetAndNothingElse() throws IOException {
    try (var mx = ScriptedSmtp.playing("S! tls drip 1ms\nS: 220 mx")) {
      long begun = System.nanoTime();
      try (var client = new TlsClient(mx.address())) {
        client.handshake();
        assertThat(Duration.ofNanos(System.nanoTime() - begun))
            .isGreaterThan(Duration.ofMillis(500));
        assertThat(client.line()).isEqualTo("220 mx");
      }
    }
  }

  @Test
  void aClientMayLeaveWhileTheHandshakeDrips() throws IOException {
    try (var mx = ScriptedSmtp.playing("S! tls drip 20s\nS: 220 mx\nC: QUIT");
        var client = new TlsClient(mx.address()).patience(Duration.ofMillis(50))) {
      assertThatThrownBy(client::handshake).isInstanceOf(SocketTimeoutException.class);
      client.closeRaw();
    }
  }

  @ParameterizedTest
  @CsvSource({"S! tls garbage", "S! tls raw 250 injected\\r\\n"})
  void noiseIsNoHandshake(String script) throws IOException {
    try (var mx = ScriptedSmtp.playing(script);
        var client = new TlsClient(mx.address())) {
      assertThatThrownBy(client::handshake)
          .isInstanceOf(SSLException.class)
          .hasMessageContaining("Unsupported or unrecognized SSL message");
    }
  }

  @Test
  void linesMayBeInjectedInThePacketOfThe220() throws IOException {
    try (var mx = ScriptedSmtp.playing("C: STARTTLS\nS: 220 go\nS: 250 injected\nS! tls broken");
        var client = new RawClient(mx.address())) {
      client.send("STARTTLS\r\n");
      assertThat(Octets.text(client.some())).isEqualTo("220 go\r\n250 injected\r\n");
    }
  }

  @Test
  void linesMayBeInjectedInThePacketAfterThe220() throws IOException {
    String script = "C: STARTTLS\nS: 220 go\nS! pause 50ms\nS: 250 injected\nS! tls broken";
    try (var mx = ScriptedSmtp.playing(script);
        var client = new TlsClient(mx.address())) {
      assertThat(client.ask("STARTTLS")).isEqualTo("220 go");
      assertThatThrownBy(client::handshake).isInstanceOf(SSLException.class);
    }
  }

  @Test
  void anImplicitPortMayBePlainAndAPlainOneImplicit() throws IOException {
    try (var mx = ScriptedSmtp.playing("S: 220 mx\nS! silence", "S! tls broken")) {
      try (var client = new TlsClient(mx.address())) {
        assertThatThrownBy(client::handshake).isInstanceOf(SSLException.class);
      }
      try (var client = new RawClient(mx.address()).patience(Duration.ofMillis(50))) {
        assertThatThrownBy(client::line).isInstanceOf(SocketTimeoutException.class);
      }
    }
  }

  @Test
  void versionsThatDoNotMeetBreakTheHandshake() throws IOException {
    try (var mx = ScriptedSmtp.playing("S! tls broken TLSv1.2")) {
      try (var client = new TlsClient(mx.address())) {
        assertThatThrownBy(() -> client.handshake("TLSv1.3"))
            .isInstanceOf(SSLHandshakeException.class)
            .hasMessageContaining("protocol_version");
      }
      assertThat(mx.awaitSessions(1, SOON).getFirst().tlsBroke()).isPresent();
    }
  }

  @ParameterizedTest
  @CsvSource({"TLSv1.2", "TLSv1.3"})
  void aMissingClientCertificateBreaksTheHandshake(String version) throws IOException {
    try (var mx = ScriptedSmtp.playing("S! tls broken needs " + version)) {
      try (var client = new TlsClient(mx.address())) {
        assertThatThrownBy(
                () -> {
                  client.handshake();
                  client.line();
                })
            .isInstanceOf(SSLException.class);
      }
      assertThat(mx.awaitSessions(1, SOON).getFirst().tlsBroke().orElseThrow())
          .contains("certificate");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          S! tls        | expected a TLS handshake, but the client said: EHLO probe.test
          S! tls broken | expected a TLS handshake that breaks, but the client said: EHLO probe.test
          S! tls hang   | expected a TLS ClientHello, but the client said: EHLO probe.test
          """)
  void plainTalkIsAMismatch(String script, String message) throws IOException {
    ScriptedSmtp mx = ScriptedSmtp.playing(script);
    try (var client = new RawClient(mx.address())) {
      client.send("EHLO probe.test\r\n");
      mx.awaitSessions(1, SOON);
    }
    assertThatThrownBy(mx::close).hasMessageContaining(message);
  }

  @Test
  void aClientThatLeavesInTheHandshakeIsAMismatch() throws IOException {
    ScriptedSmtp mx = ScriptedSmtp.playing("S! tls", "S! tls fail");
    for (int i = 1; i <= 2; i++) {
      try (var client = new RawClient(mx.address())) {
        client.send("\u0016\u0003\u0001\u0001\u0000");
      }
      mx.awaitSessions(i, SOON);
    }
    assertThatThrownBy(mx::close)
        .hasMessageContaining("line 1: expected a TLS handshake, but the client closed")
        .hasMessageContaining("line 1: expected a TLS ClientHello, but the client closed");
  }

  @Test
  void aClientThatStopsInTheHandshakeIsAMismatchInTime() throws IOException {
    ScriptedSmtp mx =
        ScriptedSmtp.on("127.0.0.1", 0).patience(Duration.ofMillis(100)).playing("S! tls");
    try (var client = new RawClient(mx.address())) {
      client.send("\u0016\u0003\u0001\u0000\u0009");
      mx.awaitSessions(1, SOON);
    }
    assertThatThrownBy(mx::close)
        .hasMessageContaining("expected a TLS handshake, but no whole line came in time");
  }

  @Test
  void aHandshakeThatBreaksOrDoesNotIsAMismatchWhereItShouldNotOrShould() throws IOException {
    ScriptedSmtp mx = ScriptedSmtp.playing("S! tls TLSv1.2", "S! tls broken");
    try (var client = new TlsClient(mx.address())) {
      assertThatThrownBy(() -> client.handshake("TLSv1.3")).isInstanceOf(SSLException.class);
    }
    mx.awaitSessions(1, SOON);
    var client = new TlsClient(mx.address());
    client.handshake();
    mx.awaitSessions(2, SOON);
    client.closeRaw();
    assertThatThrownBy(mx::close)
        .hasMessageContaining("expected a TLS handshake, but it broke: ")
        .hasMessageContaining("expected a TLS handshake that breaks, but it went through: TLSv1.3");
  }

  @Test
  void aTestThatEndsInTheHandshakeIsAMismatch() throws IOException {
    ScriptedSmtp mx = ScriptedSmtp.playing("S! tls broken");
    try (var client = new RawClient(mx.address())) {
      mx.awaitAccepted(1, SOON);
      assertThatThrownBy(mx::close).hasMessageContaining("but the test closed the server first");
      assertThat(client.read()).isEqualTo(-1);
    }
  }
}
