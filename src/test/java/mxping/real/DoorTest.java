package mxping.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import mxping.certificates.Certificates;
import mxping.certificates.Credential;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One web configuration before two doors, ours and that of blackbox_exporter, and curl before both.
 */
@Tag("real")
class DoorTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final String WEB =
      """
      tls_server_config:
        cert_file: cert.pem
        key_file: key.pem
        client_auth_type: RequireAndVerifyClientCert
        client_ca_file: ca.pem
        min_version: TLS12
      http_server_config:
        http2: false
        headers: {X-Frame-Options: deny}
      basic_auth_users: {ann: $2b$10$abcdefghijklmnopqrstuuqflPDzB6gcMhKa1rZqKiun2YGL5sa2u}   # secret
      """;

  @TempDir Path folder;
  private final List<Program> started = new ArrayList<>();

  @BeforeEach
  void files() throws IOException {
    shows(Certificates.valid("localhost"));
    Credential client = Certificates.valid("prometheus.test");
    Files.writeString(folder.resolve("ca.pem"), Certificates.caPem());
    Files.writeString(folder.resolve("client.pem"), client.chainPem());
    Files.writeString(folder.resolve("client-key.pem"), client.keyPem());
    Files.writeString(folder.resolve("web.yaml"), WEB);
    Files.writeString(folder.resolve("checks.yaml"), "checks: [{name: self, self: true}]\n");
  }

  /** The key first: what does not fit together yet is not used. */
  private void shows(Credential credential) throws IOException {
    replace("key.pem", credential.keyPem());
    replace("cert.pem", credential.chainPem());
  }

  private void replace(String name, String text) throws IOException {
    Path next = Files.writeString(folder.resolve(name + ".next"), text);
    Files.move(next, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
  }

  @AfterEach
  void stop() {
    started.forEach(Program::stop);
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      return free.getLocalPort();
    }
  }

  private Program agent(int port) {
    Program agent =
        RealAgent.launch(
            folder,
            Map.of(),
            "--config.file=" + folder.resolve("checks.yaml"),
            "--web.config.file=" + folder.resolve("web.yaml"),
            "--web.listen-address=127.0.0.1:" + port);
    started.add(agent);
    return agent;
  }

  private void blackbox(int port) {
    started.add(
        Program.start(
            folder,
            "blackbox",
            Map.of(),
            List.of(
                "prometheus-blackbox-exporter",
                "--config.file=/etc/prometheus/blackbox.yml",
                "--web.config.file=" + folder.resolve("web.yaml"),
                "--web.listen-address=127.0.0.1:" + port)));
  }

  /** The status that curl gets at a door; 000 where it gets none. */
  private String status(String url, String... options) throws InterruptedException {
    List<String> command = new ArrayList<>(List.of("curl", "-s", "-o", "/dev/null"));
    command.addAll(List.of("-m", "20", "-w", "%{http_code}", "--cacert", file("ca.pem")));
    command.addAll(List.of(options));
    command.add(url);
    return Program.run(folder, "curl", command, PATIENCE).out();
  }

  private String file(String name) {
    return folder.resolve(name).toString();
  }

  private String[] client(String credentials) {
    return new String[] {
      "--cert", file("client.pem"), "--key", file("client-key.pem"), "-u", credentials
    };
  }

  private void assertGuarded(int port) throws Exception {
    String metrics = "https://localhost:" + port + "/metrics";
    Eventually.within(
        PATIENCE, () -> assertThat(status(metrics, client("ann:secret"))).isEqualTo("200"));
    assertThat(status(metrics, client("ann:wrong"))).isEqualTo("401");
    assertThat(status(metrics, client("bob:secret"))).isEqualTo("401");
    assertThat(status(metrics, "-u", "ann:secret")).as("without certificate").isEqualTo("000");
    assertThat(status("http://localhost:" + port + "/metrics", client("ann:secret")))
        .as("without TLS")
        .isIn("000", "400");
  }

  @Test
  void theSameFileGuardsBothDoorsAlike() throws Exception {
    int ours = freePort();
    int theirs = freePort();
    agent(ours);
    blackbox(theirs);

    assertGuarded(theirs);
    assertGuarded(ours);
  }

  @Test
  void aRenewedCertificateIsShownWithoutARestart() throws Exception {
    int port = freePort();
    Program agent = agent(port);
    assertGuarded(port);

    Credential stranger = Certificates.selfSigned("localhost");
    shows(stranger);
    Eventually.within(
        PATIENCE,
        () ->
            assertThat(status("https://localhost:" + port + "/metrics", client("ann:secret")))
                .as("of a certificate that curl does not trust")
                .isEqualTo("000"));
    shows(Certificates.valid("localhost"));
    assertGuarded(port);
    assertThat(agent.err()).contains("the web configuration has changed").doesNotContain("$2b$10$");
  }

  @Test
  void aHangupReadsTheChecksAgain() throws Exception {
    int port = freePort();
    Program agent = agent(port);
    assertGuarded(port);

    agent.signal("HUP");

    Eventually.within(
        PATIENCE,
        () -> assertThat(agent.err()).contains(": 0 added, 0 removed, 0 changed, 1 kept"));
    assertThat(agent.lives()).isTrue();
    agent.signal("TERM");
    assertThat(agent.end(PATIENCE).exit()).isZero();
  }
}
