package mxping;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import mxping.certificates.Certificates;
import mxping.scripted.ScriptedSmtp;
import mxping.scripted.Submission;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All that an agent writes while it logs in, searched for the password. */
class SecretsStoryTest {
  private static final String PASSWORD = "Xyzzy/plugh?42";
  private static final String ALL = "LOGIN PLAIN CRAM-MD5 SCRAM-SHA-256";

  private static final List<String> NAMES =
      List.of(
          "auto",
          "plain",
          "login",
          "cram-md5",
          "scram-sha-256",
          "echo-plain",
          "echo-login",
          "echo-cram-md5",
          "echo-scram-sha-256");

  @TempDir private Path folder = Path.of("");

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }

  private static String checks(ScriptedSmtp good, ScriptedSmtp echo) {
    return """
      defaults:
        every: 1h
        tls: {mode: required, server_name: mx.test, ca_file: "%1$s"}
        auth: {username: ann, password_file: password}
      checks:
        - {name: auto, host: 127.0.0.1, port: %2$d, rcpt: [bob@elsewhere.test]}
        - {name: plain, host: 127.0.0.1, port: %2$d, auth: {mechanism: plain}}
        - {name: login, host: 127.0.0.1, port: %2$d, auth: {mechanism: login}}
        - {name: cram-md5, host: 127.0.0.1, port: %2$d, auth: {mechanism: cram-md5}}
        - {name: scram-sha-256, host: 127.0.0.1, port: %2$d, auth: {mechanism: scram-sha-256}}
        - {name: echo-plain, host: 127.0.0.1, port: %3$d, auth: {mechanism: plain}}
        - {name: echo-login, host: 127.0.0.1, port: %3$d, auth: {mechanism: login}}
        - {name: echo-cram-md5, host: 127.0.0.1, port: %3$d, auth: {mechanism: cram-md5}}
        - {name: echo-scram-sha-256, host: 127.0.0.1, port: %3$d, auth: {mechanism: scram-sha-256}}
      """
        .formatted(Certificates.caFile(), good.port(), echo.port());
  }

  /** A host that refuses us, and says why in the worst of words. */
  private static Submission echoing() {
    String reply = "535-5.7.8 not %s\n535 5.7.8 nor %s".formatted(PASSWORD, base64(PASSWORD));
    return new Submission("ann", PASSWORD, ALL, end -> reply);
  }

  @Test
  void noPasswordIsInAnythingTheAgentWrites() throws Exception {
    Files.writeString(folder.resolve("password"), PASSWORD + "\n");
    var credential = Certificates.valid("mx.test");
    try (var good =
            ScriptedSmtp.showing(credential).following(() -> new Submission("ann", PASSWORD, ALL));
        var echo = ScriptedSmtp.showing(credential).following(SecretsStoryTest::echoing);
        var agent = Child.atDebug(folder, checks(good, echo))) {
      List<String> written = new ArrayList<>();
      for (String name : NAMES) {
        String json =
            Polling.until(
                "a round of " + name,
                () -> agent.get("/api/v1/checks/" + name),
                text -> text.contains("221 2.0.0 bye"));
        assertThat(json)
            .contains("AUTH ", "<secret>")
            .contains(name.startsWith("echo") ? "auth_rejected" : "\"ok\"");
        written.add(json);
      }
      for (String path : List.of("/metrics", "/", "/api/v1/checks", "/-/checks")) {
        written.add(agent.get(path));
      }
      agent.stop();
      written.add(agent.output());

      assertThat(agent.output()).contains("DEBUG").contains("auth_rejected");
      List<String> secrets = new ArrayList<>(List.of(PASSWORD, base64(PASSWORD)));
      good.sessions().forEach(session -> secrets.addAll(responses(session.saidInTls())));
      echo.sessions().forEach(session -> secrets.addAll(responses(session.saidInTls())));
      assertThat(secrets).hasSizeGreaterThan(2 + NAMES.size());
      assertThat(String.join("\n", written).toLowerCase(Locale.ROOT))
          .doesNotContain(secrets.stream().map(s -> s.toLowerCase(Locale.ROOT)).toList());
    }
  }

  /** What was said with AUTH and after it, up to the next command. */
  private static List<String> responses(List<String> said) {
    return said.stream()
        .map(line -> line.startsWith("AUTH ") ? line.replaceFirst("AUTH \\S+ ?", "") : line)
        .filter(line -> line.length() > 3 && !line.contains(" ") && !line.matches("RSET|QUIT"))
        .toList();
  }
}
