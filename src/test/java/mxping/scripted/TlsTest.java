package mxping.scripted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import mxping.certificates.Certificates;
import mxping.certificates.Contexts;
import mxping.certificates.Credential;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** TLS that goes through, as a client of the JDK meets it. */
class TlsTest {
  private static final Duration SOON = Duration.ofSeconds(5);

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void startTlsIsALineOfTheScript(String version) throws IOException {
    String script =
        """
        S: 220 mx.test ESMTP
        C: EHLO *
        S: 250-mx.test
        S: 250 STARTTLS
        C: STARTTLS
        S: 220 go
        S! tls %s
        C: EHLO *
        S: 250 mx.test
        C: QUIT
        S: 221 bye
        """
            .formatted(version);

    try (var mx = ScriptedSmtp.playing(script)) {
      try (var client = new TlsClient(mx.address())) {
        client.line();
        client.ask("EHLO probe.test");
        client.line();
        assertThat(client.ask("STARTTLS")).isEqualTo("220 go");
        assertThat(client.handshake().getProtocol()).isEqualTo(version);
        assertThat(client.ask("EHLO again.test")).isEqualTo("250 mx.test");
        assertThat(client.ask("QUIT")).isEqualTo("221 bye");
      }
      Session session = mx.awaitSessions(1, SOON).getFirst();
      Tls tls = session.tls().orElseThrow();
      assertThat(tls.protocol()).isEqualTo(version);
      assertThat(tls.cipher()).startsWith("TLS_");
      assertThat(tls.serverName()).contains("mx.test");
      assertThat(tls.clientSubject()).isEmpty();
      assertThat(tls.resumed()).isFalse();
      assertThat(session.saidInTls()).containsExactly("EHLO again.test", "QUIT");
      assertThat(session.lines()).extracting(ClientLine::arrivedNanos).isSorted();
      assertThat(session.ending()).isEqualTo(Ending.CLIENT_CLOSED);
      assertThat(session.transcript())
          .contains(
              "S: 220 go\nS! tls %s %s for mx.test\nC: EHLO again.test\n"
                  .formatted(version, tls.cipher()))
          .endsWith("S: 221 bye\nC! close_notify\n");
    }
  }

  @Test
  void anImplicitPortBeginsWithTls() throws IOException {
    try (var mx = ScriptedSmtp.playing("S! tls\nS: 220 mx\nC: QUIT\nS: 221 bye\nS! close");
        var client = new TlsClient(mx.address())) {
      client.handshake();
      assertThat(client.line()).isEqualTo("220 mx");
      assertThat(client.ask("QUIT")).isEqualTo("221 bye");
      assertThat(client.read()).isEqualTo(-1);
    }
  }

  @Test
  void aClientMayCloseWithoutCloseNotify() throws IOException {
    try (var mx = ScriptedSmtp.playing("S! tls\nS: 220 mx\nC: QUIT\nS: 221 bye")) {
      var client = new TlsClient(mx.address());
      client.handshake();
      client.line();
      client.ask("QUIT");
      client.closeRaw();
      Session session = mx.awaitSessions(1, SOON).getFirst();
      assertThat(session.ending()).isIn(Ending.CLIENT_CLOSED, Ending.CLIENT_RESET);
      assertThat(session.transcript()).doesNotContain("close_notify");
    }
  }

  @Test
  void aServerMayCloseWithoutCloseNotify() throws IOException {
    try (var mx = ScriptedSmtp.playing("S! tls\nS: 220 mx\nS! truncate");
        var client = new TlsClient(mx.address())) {
      client.handshake();
      assertThat(client.line()).isEqualTo("220 mx");
      // the JDK takes a bare FIN for an end
      assertThat(client.read()).isEqualTo(-1);
    }
  }

  @Test
  void otherLinesMeanInsideTlsWhatTheyMeanOutside() throws IOException {
    String script =
        """
        S! tls
        C! nothing 20ms
        S! drip 2ms
        S: 220 mx
        S! drip 0ms
        C: ONE
        C: TWO
        S! garbage
        S! raw 250 a\\r\\n
        S! flood
        """;

    try (var mx = ScriptedSmtp.playing(script)) {
      var client = new TlsClient(mx.address());
      client.handshake();
      assertThat(client.line()).isEqualTo("220 mx");
      client.send("ONE\r\nTWO\r\n");
      for (byte octet : Octets.garbage()) {
        assertThat((byte) client.read()).isEqualTo(octet);
      }
      assertThat(client.line()).isEqualTo("250 a");
      for (int i = 0; i < 100_000; i++) {
        assertThat(client.read()).isEqualTo('x');
      }
      client.closeRaw();
    }
  }

  @Test
  void talkBeforeItsTurnIsAMismatchInsideTlsToo() throws IOException {
    ScriptedSmtp mx = ScriptedSmtp.playing("S! tls\nC! nothing 5s");
    var client = new TlsClient(mx.address());
    client.handshake();
    client.send("EHLO probe.test\r\n");
    mx.awaitSessions(1, SOON);
    client.closeRaw();
    assertThatThrownBy(mx::close).hasMessageContaining("there were octets: EHLO probe.test");
  }

  @Test
  void aClientCertificateIsAskedForAndRecorded() throws IOException {
    SSLContext known = Contexts.trustingTheCa(Certificates.valid("probe.test").keyManager());
    try (var mx =
        ScriptedSmtp.playing(
            "S! tls wants\nS: 220 mx",
            "S! tls wants\nS: 220 mx",
            "S! tls TLSv1.2 needs\nS: 220 mx")) {
      handshake(mx, known);
      handshake(mx, Contexts.trustingTheCa());
      handshake(mx, known);
      assertThat(mx.awaitSessions(3, SOON))
          .extracting(session -> session.tls().orElseThrow().clientSubject().orElse("none"))
          .containsExactly("CN=probe.test", "none", "CN=probe.test");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void aResumedSessionIsRecordedAsOne(String version) throws IOException {
    SSLContext remembering = Contexts.trustingTheCa();
    try (var mx = ScriptedSmtp.playing("S! tls " + version + "\nS: 220 mx")) {
      handshake(mx, remembering);
      handshake(mx, remembering);
      handshake(mx, Contexts.trustingTheCa());
      mx.nowShowing(Certificates.fullChain("mx.test"));
      handshake(mx, remembering);
      assertThat(mx.awaitSessions(4, SOON))
          .extracting(session -> session.tls().orElseThrow().resumed())
          .containsExactly(false, true, false, false);
      assertThat(mx.sessions().get(1).transcript()).contains(" resumed for mx.test\n");
    }
  }

  static Stream<Function<String, Credential>> kinds() {
    return Stream.of(
        Certificates::valid,
        Certificates::expired,
        Certificates::notYetValid,
        Certificates::selfSigned,
        Certificates::unknownIssuer,
        Certificates::fullChain,
        Certificates::missingIntermediate,
        Certificates::commonNameOnly);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void theClientGetsTheChainAsItIs(Function<String, Credential> kind) throws IOException {
    Credential credential = kind.apply("mx.test");
    try (var mx = ScriptedSmtp.showing(credential).playing("S! tls");
        var client = new TlsClient(mx.address(), Contexts.trustingAll())) {
      // a trust manager that is an extended one checks names itself, so any name goes
      assertThat(client.handshake().getPeerCertificates())
          .isEqualTo(credential.chain().toArray(X509Certificate[]::new));
    }
  }

  @Test
  void whatAClientDoesNotBelieveBreaksTheHandshake() throws IOException {
    List<Credential> unbelievable =
        List.of(
            Certificates.expired("mx.test"),
            Certificates.notYetValid("mx.test"),
            Certificates.selfSigned("mx.test"),
            Certificates.unknownIssuer("mx.test"),
            Certificates.missingIntermediate("mx.test"),
            Certificates.valid("other.test"));
    try (var mx = ScriptedSmtp.playing("S! tls broken")) {
      for (Credential credential : unbelievable) {
        mx.nowShowing(credential);
        try (var client = new TlsClient(mx.address())) {
          assertThatThrownBy(client::handshake).isInstanceOf(SSLHandshakeException.class);
        }
      }
      assertThat(mx.awaitSessions(unbelievable.size(), SOON))
          .allSatisfy(session -> assertThat(session.tlsBroke().orElseThrow()).contains("alert"))
          .allSatisfy(session -> assertThat(session.tls()).isEmpty());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"mx.test", "*.test"})
  void whatAClientBelievesDoesNot(String name) throws IOException {
    try (var mx = ScriptedSmtp.showing(Certificates.valid(name)).playing("S! tls\nS: 220 mx")) {
      handshake(mx, Contexts.trustingTheCa());
      mx.nowShowing(Certificates.expiringIn(Duration.ofDays(5), name));
      handshake(mx, Contexts.trustingTheCa());
    }
  }

  @Test
  void aHostThatAnswersByRuleOffersStartTlsIfItHasACertificate() throws IOException {
    try (var mx = ScriptedSmtp.showing(Certificates.valid("mx.test")).answering(rcpt -> "250 ok")) {
      try (var client = new TlsClient(mx.address())) {
        client.line();
        assertThat(ehlo(client)).contains("250-STARTTLS");
        assertThat(client.ask("STARTTLS")).startsWith("220 ");
        client.handshake();
        assertThat(ehlo(client)).doesNotContain("250-STARTTLS");
        assertThat(client.ask("RCPT TO:<ann@mx.test>")).isEqualTo("250 ok");
        assertThat(client.ask("STARTTLS")).startsWith("502 ");
        assertThat(client.ask("QUIT")).startsWith("221 ");
        assertThat(client.read()).isEqualTo(-1);
      }
      assertThat(mx.awaitSessions(1, SOON).getFirst().saidInTls()).hasSize(4);
    }
  }

  private static List<String> ehlo(TlsClient client) throws IOException {
    Stream.Builder<String> lines = Stream.builder();
    String line = client.ask("EHLO probe.test");
    lines.add(line);
    while (line.startsWith("250-")) {
      line = client.line();
      lines.add(line);
    }
    return lines.build().toList();
  }

  /** A whole session, of a script that says one line in TLS. */
  private static void handshake(ScriptedSmtp mx, SSLContext context) throws IOException {
    int before = mx.sessions().size();
    try (var client = new TlsClient(mx.address(), context)) {
      client.handshake();
      // comes after the session tickets of TLSv1.3
      client.line();
    }
    mx.awaitSessions(before + 1, SOON);
  }
}
