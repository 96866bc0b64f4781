package mxping;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import mxping.certificates.Certificates;
import mxping.certificates.Credential;
import mxping.scripted.ScriptedSmtp;
import org.junit.jupiter.api.Test;

/** A certificate that ran out, as each kind of check has it. */
class TlsStoryTest {
  private static final String ZONE =
      """
      example.test     MX  10  mx.example.test
      mx.example.test  A   127.71.9.1
      """;

  private static String checks() {
    return """
      checks:
        - name: require
          domain: example.test
          rcpt: [ann@example.test]
          tls: {mode: required, verify: require, ca_file: "%1$s"}
        - name: report
          domain: example.test
          rcpt: [ann@example.test]
          tls: {mode: required, verify: report, ca_file: "%1$s"}
        - name: opportunistic
          domain: example.test
          rcpt: [ann@example.test]
          tls: {ca_file: "%1$s"}
      """
        .formatted(Certificates.caFile());
  }

  @Test
  void anExpiredCertificateIsToldWhateverTheCheckMakesOfIt() throws Exception {
    Credential expired = Certificates.expired("mx.example.test");
    long end = expired.notAfter().getEpochSecond();
    assertThat(end).isLessThan(Instant.now().getEpochSecond());

    try (var mx =
            ScriptedSmtp.on("127.71.9.1", 0).showing(expired).answering(rcpt -> "250 2.1.5 ok");
        var agent = AgentStory.ofOneRound(ZONE, checks(), mx)) {
      Scraped metrics = agent.metricsAfter(1, "require", "report", "opportunistic");

      metrics.shows(
          """
          mxping_up{check="require",mx="mx.example.test",family="any"} 1
          mxping_success{check="require",mx="mx.example.test",family="any"} 0
          mxping_result_info{check="require",mx="mx.example.test",family="any",outcome="failed",phase="tls",reason="certificate_expired",fault="server"} 1
          mxping_tls_verified{check="require",mx="mx.example.test",family="any"} 0
          mxping_tls_certificate_not_after_timestamp_seconds{check="require",mx="mx.example.test",family="any"} %1$d
          mxping_tls_info{check="require",mx="mx.example.test",family="any",version="TLSv1.3",cipher="TLS_AES_256_GCM_SHA384"} 1
          mxping_rcpt_verdict_info{check="require",mx="mx.example.test",family="any",rcpt="1",verdict="unasked"} 1

          mxping_up{check="report",mx="mx.example.test",family="any"} 1
          mxping_success{check="report",mx="mx.example.test",family="any"} 1
          mxping_result_info{check="report",mx="mx.example.test",family="any",outcome="degraded",phase="tls",reason="certificate_expired",fault="server"} 1
          mxping_tls_verified{check="report",mx="mx.example.test",family="any"} 0
          mxping_tls_certificate_not_after_timestamp_seconds{check="report",mx="mx.example.test",family="any"} %1$d
          mxping_tls_info{check="report",mx="mx.example.test",family="any",version="TLSv1.3",cipher="TLS_AES_256_GCM_SHA384"} 1
          mxping_rcpt_verdict_info{check="report",mx="mx.example.test",family="any",rcpt="1",verdict="accepted"} 1

          mxping_up{check="opportunistic",mx="mx.example.test",family="any"} 1
          mxping_success{check="opportunistic",mx="mx.example.test",family="any"} 1
          mxping_result_info{check="opportunistic",mx="mx.example.test",family="any",outcome="ok",phase="rcpt",reason="none",fault="none",code="250",enhanced="2.1.5"} 1
          mxping_tls_verified{check="opportunistic",mx="mx.example.test",family="any"} 0
          mxping_tls_certificate_not_after_timestamp_seconds{check="opportunistic",mx="mx.example.test",family="any"} %1$d
          mxping_tls_info{check="opportunistic",mx="mx.example.test",family="any",version="TLSv1.3",cipher="TLS_AES_256_GCM_SHA384"} 1
          mxping_rcpt_verdict_info{check="opportunistic",mx="mx.example.test",family="any",rcpt="1",verdict="accepted"} 1
          """
              .formatted(end));
      assertThat(agent.json("require").at("/hosts/0/state/sentence").asString())
          .startsWith("The certificate of mx.example.test has run out: expired at ");
    }
  }
}
