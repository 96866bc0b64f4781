package mxping.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import mxping.certificates.Certificates;
import mxping.certificates.Credential;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Logging in to a real Postfix, which asks a real Dovecot. */
@Tag("real")
class AuthTest {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final String PASSWORD = "Xyzzy/plugh?42";
  private static final List<String> MECHANISMS =
      List.of("auto", "plain", "login", "cram-md5", "scram-sha-256");

  @RegisterExtension final Rig rig = new Rig();

  /** A submission host on this address, where {@code ann} may send to anybody. */
  private RealPostfix submission(RealDovecot dovecot, String address) throws Exception {
    Credential credential = Certificates.valid("mx.test");
    Path pem = rig.directory().resolve("mx.pem");
    Files.writeString(pem, credential.keyPem() + credential.chainPem());
    return rig.postfix(
        address,
        Loopback.freePort(),
        """
        mydestination =
        smtpd_tls_security_level = may
        smtpd_tls_chain_files = %s
        smtpd_tls_auth_only = yes
        smtpd_sasl_auth_enable = yes
        smtpd_sasl_type = dovecot
        smtpd_sasl_path = %s
        smtpd_relay_restrictions = permit_sasl_authenticated reject
        # a client that gets its password wrong is not made to wait
        smtpd_error_sleep_time = 0
        """
            .formatted(pem, dovecot.socket()));
  }

  private static String check(String name, String mechanism, Path passwordFile) {
    return """
      - name: %s
        host: 127.30.0.1
        rcpt: [bob@elsewhere.test]
        auth: {username: ann, password_file: %s, mechanism: %s}
    """
        .formatted(name, passwordFile, mechanism);
  }

  private static final String DEFAULTS =
      """
      defaults:
        every: 1s
        port: ${PORT}
        tls: {mode: required, server_name: mx.test, ca_file: "${CA}"}
      checks:
      """;

  @Test
  void everyMechanismWithTheRightPasswordAndWithAWrongOne() throws Exception {
    Path right = Files.writeString(rig.directory().resolve("password"), PASSWORD + "\n");
    Path wrong = Files.writeString(rig.directory().resolve("password"), "Wr0ng/guess!17\n");
    RealPostfix postfix =
        submission(rig.keep(RealDovecot.start(rig.directory(), PASSWORD)), "127.30.0.1");
    StringBuilder checks = new StringBuilder(DEFAULTS);
    for (String mechanism : MECHANISMS) {
      checks.append(check(mechanism, mechanism, right));
      checks.append(check("wrong-" + mechanism, mechanism, wrong));
    }
    RealAgent agent =
        rig.agent(checks.toString(), Map.of("PORT", postfix.port(), "CA", Certificates.caFile()));

    for (String mechanism : MECHANISMS) {
      told(agent, mechanism, "code=\"250\"", "outcome=\"ok\"", "phase=\"rcpt\"");
      told(
          agent,
          "wrong-" + mechanism,
          "code=\"535\"",
          "enhanced=\"5.7.8\"",
          "fault=\"client\"",
          "outcome=\"failed\"",
          "phase=\"auth\"",
          "reason=\"auth_rejected\"");
      String spoken = mechanism.equals("auto") ? "scram-sha-256" : mechanism;
      assertThat(agent.get("/api/v1/checks/" + mechanism))
          .containsIgnoringCase("AUTH " + spoken)
          .doesNotContain(PASSWORD, base64(PASSWORD), base64("\0ann\0" + PASSWORD));
    }
    assertThat(agent.metrics().of("mxping_phase_seconds")).contains("phase=\"auth\"");
    assertThat(agent.log() + agent.get("/metrics") + agent.get("/api/v1/checks"))
        .doesNotContain(PASSWORD, base64(PASSWORD), "Wr0ng/guess!17");
    assertThat(agent.metrics().value("mxping_internal_errors_total")).isZero();
  }

  @Test
  void aPasswordIsRotatedWhileTheAgentRuns() throws Exception {
    Path file = Files.writeString(rig.directory().resolve("password"), PASSWORD + "\n");
    RealDovecot dovecot = rig.keep(RealDovecot.start(rig.directory(), PASSWORD));
    RealPostfix postfix = submission(dovecot, "127.30.0.1");
    RealAgent agent =
        rig.agent(
            DEFAULTS + check("ann", "auto", file),
            Map.of("PORT", postfix.port(), "CA", Certificates.caFile()));
    told(agent, "ann", "outcome=\"ok\"");

    dovecot.rotate("another one");
    told(agent, "ann", "outcome=\"failed\"", "reason=\"auth_rejected\"");

    Path next = Files.writeString(file.resolveSibling("next"), "another one\n");
    Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    told(agent, "ann", "outcome=\"ok\"");

    Files.delete(file);
    told(agent, "ann", "outcome=\"inconclusive\"", "phase=\"auth\"", "reason=\"internal_error\"");
  }

  private static void told(RealAgent agent, String check, String... labels) throws Exception {
    Eventually.within(
        SOON,
        () ->
            assertThat(agent.metrics().of("mxping_result_info").lines())
                .anySatisfy(
                    line -> assertThat(line).contains("check=\"" + check + "\"").contains(labels)));
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
