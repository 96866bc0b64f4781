package mxping.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import mxping.certificates.Certificates;
import mxping.certificates.Contexts;
import mxping.certificates.Credential;
import mxping.config.WebConfig;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who gets in under which web configuration, tried by a TLS client of the JDK. */
class DoorTest {
  private static final Credential SERVER = Certificates.valid("localhost");
  private static final String TLS =
      "tls_server_config: {cert_file: cert.pem, key_file: key.pem%s}\n";

  @TempDir Path folder;

  @BeforeEach
  void certificates() throws IOException {
    shows(SERVER);
    Files.writeString(folder.resolve("ca.pem"), Certificates.caPem());
  }

  private void shows(Credential credential) throws IOException {
    Files.writeString(folder.resolve("cert.pem"), credential.chainPem());
    Files.writeString(folder.resolve("key.pem"), credential.keyPem());
  }

  private WebConfig config(String text) {
    return WebConfigs.of(folder, text);
  }

  private static HttpResponse<String> get(Served served, SSLContext client) throws Exception {
    try (HttpClient http = HttpClient.newBuilder().sslContext(client).build()) {
      HttpRequest request =
          HttpRequest.newBuilder(served.uri("https", "/metrics"))
              .timeout(Duration.ofSeconds(20))
              .build();
      return http.send(request, BodyHandlers.ofString());
    }
  }

  /** What a client is shown, of a handshake with these parameters. */
  private static X509Certificate shown(Served served, SSLParameters parameters) throws IOException {
    try (SSLSocket socket =
        (SSLSocket)
            Contexts.trustingAll()
                .getSocketFactory()
                .createSocket(served.address().getAddress(), served.address().getPort())) {
      socket.setSoTimeout(20_000);
      socket.setSSLParameters(parameters);
      socket.startHandshake();
      return (X509Certificate) socket.getSession().getPeerCertificates()[0];
    }
  }

  private static SSLParameters speaking(String protocol) {
    SSLParameters parameters = new SSLParameters();
    parameters.setProtocols(new String[] {protocol});
    return parameters;
  }

  /** Of a certificate that the authority vouches for, one of somebody else, and none. */
  @ParameterizedTest
  @CsvSource({
    "NoClientCert,               '',                           yes, yes, yes",
    "RequestClientCert,          '',                           yes, yes, yes",
    "RequireAnyClientCert,       '',                           yes, yes, no",
    "VerifyClientCertIfGiven,    client_ca_file: ca.pem,       yes, no,  yes",
    "RequireAndVerifyClientCert, client_ca_file: ca.pem,       yes, no,  no",
    "RequireAnyClientCert,       'client_allowed_sans: [a.test]',                   yes, no, no",
    "RequireAndVerifyClientCert, 'client_ca_file: ca.pem, client_allowed_sans: [b.test]', no, no, no",
  })
  void certificatesOfClients(String type, String more, String ours, String theirs, String none)
      throws Exception {
    String tls = TLS.formatted(", client_auth_type: " + type + (more.isEmpty() ? "" : ", " + more));

    try (Served served = new Served(config(tls))) {
      Credential known = Certificates.valid("a.test");
      Credential stranger = Certificates.unknownIssuer("c.test");
      assertThat(comesIn(served, Contexts.trustingAll(known.keyManager()))).isEqualTo(ours);
      assertThat(comesIn(served, Contexts.trustingAll(stranger.keyManager()))).isEqualTo(theirs);
      assertThat(comesIn(served, Contexts.trustingAll())).isEqualTo(none);
    }
  }

  private static String comesIn(Served served, SSLContext client) throws Exception {
    try {
      return get(served, client).statusCode() == 200 ? "yes" : "no";
    } catch (IOException e) {
      return "no";
    }
  }

  @Test
  void withoutTlsNobodyIsServed() throws Exception {
    try (Served served = new Served(config(TLS.formatted("")))) {
      assertThatThrownBy(() -> served.get("/metrics")).isInstanceOf(IOException.class);
      assertThat(get(served, Contexts.trustingAll()).body()).isEqualTo("mxping_checks 0\n");
    }
  }

  @Test
  void onlyTheVersionsThatAreWanted() throws Exception {
    try (Served served = new Served(config(TLS.formatted(", min_version: TLS13")))) {
      assertThat(shown(served, speaking("TLSv1.3"))).isEqualTo(SERVER.leaf());
      assertThatThrownBy(() -> shown(served, speaking("TLSv1.2"))).isInstanceOf(IOException.class);
    }
    try (Served served = new Served(config(TLS.formatted(", max_version: TLS12")))) {
      assertThat(shown(served, speaking("TLSv1.2"))).isEqualTo(SERVER.leaf());
      assertThatThrownBy(() -> shown(served, speaking("TLSv1.3"))).isInstanceOf(IOException.class);
    }
  }

  @Test
  void onlyTheSuitesAndCurvesThatAreWanted() throws Exception {
    String suite = "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384";
    String more =
        ", cipher_suites: [%s], curve_preferences: [CurveP256, CurveP384]".formatted(suite);

    try (Served served = new Served(config(TLS.formatted(more)))) {
      SSLParameters good = speaking("TLSv1.2");
      good.setCipherSuites(new String[] {suite});
      assertThat(shown(served, good)).isEqualTo(SERVER.leaf());

      SSLParameters other = speaking("TLSv1.2");
      other.setCipherSuites(new String[] {"TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256"});
      assertThatThrownBy(() -> shown(served, other)).isInstanceOf(IOException.class);

      SSLParameters curve = speaking("TLSv1.3");
      curve.setNamedGroups(new String[] {"x25519"});
      assertThatThrownBy(() -> shown(served, curve)).isInstanceOf(IOException.class);
    }
  }

  @Test
  void aNewCertificateIsShownToNewConnections() throws Exception {
    try (Served served = new Served(config(TLS.formatted("")))) {
      assertThat(shown(served, speaking("TLSv1.3"))).isEqualTo(SERVER.leaf());

      Credential renewed = Certificates.valid("renewed.test");
      shows(renewed);
      assertThat(served.change(config(TLS.formatted("")))).isEmpty();

      assertThat(shown(served, speaking("TLSv1.3"))).isEqualTo(renewed.leaf());
    }
  }

  @Test
  void tlsIsNotTurnedOffByAReload() throws Exception {
    try (Served served = new Served(config(TLS.formatted("")))) {
      assertThat(served.change(WebConfig.NONE))
          .isEqualTo(Optional.of("TLS cannot be turned on or off without a restart"));
      assertThat(get(served, Contexts.trustingAll()).statusCode()).isEqualTo(200);
    }
  }
}
