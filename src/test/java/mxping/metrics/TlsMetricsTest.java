package mxping.metrics;

import static mxping.metrics.Samples.check;
import static mxping.metrics.Samples.host;
import static mxping.metrics.Samples.offers;
import static mxping.metrics.Samples.probed;
import static mxping.metrics.Samples.well;
import static mxping.metrics.Samples.withTls;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import mxping.check.Check;
import mxping.probe.Closing;
import mxping.probe.Finding;
import mxping.probe.Phase;
import mxping.probe.Reason;
import mxping.probe.TlsResult;
import mxping.run.HostResult;
import mxping.smtp.TlsFacts;
import mxping.smtp.TlsFacts.Flaw;
import org.junit.jupiter.api.Test;

/** The families about TLS, whatever became of the probe. */
class TlsMetricsTest {
  private static final String MX =
      "{address=\"\",check=\"example.com\",family=\"any\",mx=\"mx.example.com\"}";

  private final Watch watch = new Watch();

  private void probe(HostResult.Visit visit) {
    Check check = check("example.com");
    watch.add(check);
    watch.round(check, host("mx.example.com", visit));
  }

  private static TlsFacts.Certificate until(Instant end) {
    Instant begin = end.minus(Duration.ofDays(90));
    return new TlsFacts.Certificate("CN=mx", "CN=ca", "1", begin, end, List.of(), "EC 256", "x");
  }

  private static TlsResult shown(List<TlsFacts.Certificate> chain, Flaw... flaws) {
    TlsFacts facts =
        new TlsFacts(
            Optional.of("TLSv1.3"),
            Optional.of("TLS_AES_128_GCM_SHA256"),
            false,
            chain,
            List.of(flaws),
            Optional.empty());
    return new TlsResult(facts, Optional.empty(), Optional.empty(), Optional.empty());
  }

  @Test
  void anExpiredCertificateThatTheCheckDoesNotTake() {
    Instant end = Watch.START.minusSeconds(86400);
    probe(
        withTls(
            probed(List.of(Finding.of(Phase.TLS, Reason.CERTIFICATE_EXPIRED, "expired")), offers()),
            shown(
                List.of(until(end), until(Watch.START.plusSeconds(1))),
                new Flaw(Flaw.Kind.EXPIRED, "expired"))));

    assertThat(watch.text())
        .contains("mxping_up" + MX + " 1.0\n")
        .contains("mxping_success" + MX + " 0.0\n")
        .contains("outcome=\"failed\",phase=\"tls\",reason=\"certificate_expired\"} 1.0\n")
        .contains("mxping_tls_verified" + MX + " 0.0\n")
        .contains("mxping_tls_certificate_not_after_timestamp_seconds" + MX + " 1.77228E9\n");
    assertThat(watch.lines("mxping_tls_info"))
        .containsExactly(
            """
            mxping_tls_info{address="",check="example.com",cipher="TLS_AES_128_GCM_SHA256",\
            family="any",mx="mx.example.com",version="TLSv1.3"} 1.0""");
  }

  @Test
  void aCertificateThatHolds() {
    probe(withTls(well(), shown(List.of(until(Watch.START.plusSeconds(86400))))));

    assertThat(watch.text()).contains("mxping_tls_verified" + MX + " 1.0\n");
  }

  @Test
  void aDialogueInTheClearSaysNothingOfTls() {
    probe(well());

    assertThat(watch.text()).doesNotContain("mxping_tls_");
  }

  @Test
  void aHandshakeThatBrokeLeavesWhatWasSeen() {
    TlsFacts facts =
        new TlsFacts(
            Optional.empty(),
            Optional.empty(),
            false,
            List.of(until(Watch.START.plusSeconds(86400))),
            List.of(),
            Optional.of("handshake_failure"));
    probe(
        withTls(
            well(),
            new TlsResult(facts, Optional.empty(), Optional.empty(), Optional.of(Closing.ABORT))));

    assertThat(watch.text())
        .doesNotContain("mxping_tls_info{")
        .contains("mxping_tls_verified" + MX + " 1.0\n")
        .contains("mxping_tls_certificate_not_after_timestamp_seconds" + MX)
        .contains("family=\"any\",how=\"abort\",mx=\"mx.example.com\"} 1.0\n")
        .contains("family=\"any\",how=\"quit\",mx=\"mx.example.com\"} 1.0\n");
  }
}
