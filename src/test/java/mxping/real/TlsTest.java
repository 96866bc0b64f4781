package mxping.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import mxping.certificates.Certificates;
import mxping.certificates.Credential;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** STARTTLS of a real Postfix, whose certificate runs out while it is watched. */
@Tag("real")
class TlsTest {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final String HOST =
      "{address=\"\",check=\"%1$s\",family=\"any\",mx=\"127.29.0.1\"}";

  @RegisterExtension final Rig rig = new Rig();

  @Test
  void aCertificateIsExchangedForAnExpiredOne() throws Exception {
    Path pem = rig.directory().resolve("mx.pem");
    write(Certificates.valid("mx.test"), pem);
    RealPostfix postfix =
        rig.postfix(
            "127.29.0.1",
            Loopback.freePort(),
            """
            mydestination = ours.test
            local_recipient_maps = inline:{ { ann = known } }
            smtpd_tls_security_level = may
            smtpd_tls_chain_files = %s
            # a process that has read the old certificate serves nobody else with it
            max_use = 1
            """
                .formatted(pem));
    RealAgent agent =
        rig.agent(
            """
            defaults: {every: 1s}
            checks:
              - name: require
                host: 127.29.0.1
                port: ${PORT}
                tls: {mode: required, verify: require, server_name: mx.test, ca_file: "${CA}"}
                rcpt: [ann@ours.test]
              - name: report
                host: 127.29.0.1
                port: ${PORT}
                tls: {mode: required, verify: report, server_name: mx.test, ca_file: "${CA}"}
                rcpt: [ann@ours.test]
              - name: opportunistic
                host: 127.29.0.1
                port: ${PORT}
                tls: {server_name: mx.test, ca_file: "${CA}"}
                rcpt: [ann@ours.test]
            """,
            Map.of("PORT", postfix.port(), "CA", Certificates.caFile()));

    told(agent, "require", "ok", "none");
    told(agent, "report", "ok", "none");
    told(agent, "opportunistic", "ok", "none");
    assertThat(agent.metrics().value("mxping_tls_verified" + HOST.formatted("require")))
        .isEqualTo(1);

    Credential expired = Certificates.expired("mx.test");
    write(expired, pem);

    told(agent, "require", "failed", "certificate_expired");
    told(agent, "report", "degraded", "certificate_expired");
    told(agent, "opportunistic", "ok", "none");
    for (String check : new String[] {"require", "report", "opportunistic"}) {
      String host = HOST.formatted(check);
      Scrape scrape = agent.metrics();
      assertThat(scrape.value("mxping_up" + host)).as(check).isEqualTo(1);
      Eventually.within(
          SOON,
          () ->
              assertThat(agent.metrics().value("mxping_tls_verified" + host))
                  .as(check)
                  .isEqualTo(0));
      assertThat(agent.metrics().value("mxping_tls_certificate_not_after_timestamp_seconds" + host))
          .as(check)
          .isEqualTo((double) expired.notAfter().getEpochSecond())
          .isLessThan((double) Instant.now().getEpochSecond());
    }
    assertThat(agent.metrics().of("mxping_rcpt_verdict_info"))
        .contains("check=\"report\"", "verdict=\"accepted\"");
  }

  private static void told(RealAgent agent, String check, String outcome, String reason)
      throws Exception {
    Eventually.within(
        SOON,
        () ->
            assertThat(agent.metrics().of("mxping_result_info").lines())
                .anySatisfy(
                    line ->
                        assertThat(line)
                            .contains(
                                "check=\"" + check + "\"",
                                "outcome=\"" + outcome + "\"",
                                "reason=\"" + reason + "\"")));
  }

  /** Key and chain in one file, exchanged at once. */
  private static void write(Credential credential, Path file) throws Exception {
    Path next = file.resolveSibling("next.pem");
    Files.writeString(next, credential.keyPem() + credential.chainPem());
    Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }
}
