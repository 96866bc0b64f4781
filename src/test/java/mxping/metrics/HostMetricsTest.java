package mxping.metrics;

import static mxping.metrics.Samples.check;
import static mxping.metrics.Samples.host;
import static mxping.metrics.Samples.offers;
import static mxping.metrics.Samples.probed;
import static mxping.metrics.Samples.reply;
import static mxping.metrics.Samples.unreached;
import static mxping.metrics.Samples.well;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import mxping.check.Check;
import mxping.check.Family;
import mxping.probe.Finding;
import mxping.probe.Phase;
import mxping.probe.Reason;
import mxping.probe.RecipientResult;
import mxping.probe.Verdict;
import mxping.run.HostResult;
import org.junit.jupiter.api.Test;

class HostMetricsTest {
  private static final String MX =
      "{address=\"\",check=\"example.com\",family=\"any\",mx=\"mx.example.com\"";

  private final Watch watch = new Watch();
  private final Check check = check("example.com");

  private void probe(HostResult.Visit visit) {
    watch.add(check);
    watch.round(check, host("mx.example.com", visit));
  }

  @Test
  void aHostToWhichAllWentWell() {
    probe(well());

    assertThat(watch.text())
        .contains("mxping_up" + MX + "} 1.0\n")
        .contains("mxping_success" + MX + "} 1.0\n")
        .contains(
            """
            mxping_result_info{address="",check="example.com",code="250",enhanced="",\
            family="any",fault="none",mx="mx.example.com",outcome="ok",phase="ehlo",reason="none"} 1.0
            """)
        .contains("mxping_duration_seconds" + MX + "} 0.3\n")
        .contains("mxping_phase_seconds" + MX + ",phase=\"connect\"} 0.02\n")
        .contains("mxping_phase_seconds" + MX + ",phase=\"greeting\"} 0.25\n")
        .contains("mxping_reply_code" + MX + ",phase=\"greeting\"} 220.0\n")
        .contains("mxping_reply_code" + MX + ",phase=\"ehlo\"} 250.0\n")
        .doesNotContain("mxping_reply_code" + MX + ",phase=\"connect\"")
        .contains("mxping_last_probe_timestamp_seconds" + MX + "} 1.7723664E9\n")
        .contains("mxping_last_success_timestamp_seconds" + MX + "} 1.7723664E9\n");
  }

  @Test
  void everyOutcomeAndEveryEndIsCountedFromZero() {
    probe(well());

    assertThat(watch.lines("mxping_probes_total"))
        .containsExactly(
            total("mxping_probes_total", "outcome", "degraded", 0),
            total("mxping_probes_total", "outcome", "failed", 0),
            total("mxping_probes_total", "outcome", "inconclusive", 0),
            total("mxping_probes_total", "outcome", "ok", 1),
            total("mxping_probes_total", "outcome", "skipped", 0));
    assertThat(watch.lines("mxping_sessions_closed_total"))
        .containsExactlyInAnyOrder(
            closed("abort", 0), closed("peer", 0), closed("quit", 1), closed("unanswered", 0));
  }

  private static String total(String name, String label, String value, int count) {
    return name + MX + "," + label + "=\"" + value + "\"} " + count + ".0";
  }

  private static String closed(String how, int count) {
    return "mxping_sessions_closed_total"
        + "{address=\"\",check=\"example.com\",family=\"any\",how=\"%s\",mx=\"mx.example.com\"} %d.0"
            .formatted(how, count);
  }

  @Test
  void theDecidingReplyGivesItsCodes() {
    probe(
        probed(
            List.of(
                Finding.of(
                    Phase.RCPT, Reason.RCPT_UNKNOWN, reply(550, "5.1.1 ann@example.com: who?"))),
            offers()));

    assertThat(watch.lines("mxping_result_info"))
        .containsExactly(
            """
            mxping_result_info{address="",check="example.com",code="550",enhanced="5.1.1",\
            family="any",fault="server",mx="mx.example.com",outcome="failed",phase="rcpt",\
            reason="rcpt_unknown"} 1.0""");
    assertThat(watch.text())
        .contains("mxping_up" + MX + "} 1.0\n")
        .contains("mxping_success" + MX + "} 0.0\n")
        .doesNotContain("mxping_last_success_timestamp_seconds" + MX)
        .doesNotContain("ann@example.com")
        .doesNotContain("who?");
  }

  @Test
  void anEnhancedCodeThatIsNotRegisteredIsOther() {
    probe(
        probed(
            List.of(Finding.of(Phase.MAIL, Reason.DEFERRED, reply(451, "4.999.998 later"))),
            offers()));

    assertThat(watch.lines("mxping_result_info").getFirst())
        .contains("code=\"451\",enhanced=\"other\"");
  }

  @Test
  void aHostWithoutAnAddressIsDownAndHasNoDialogue() {
    probe(unreached());

    assertThat(watch.text())
        .contains("mxping_up" + MX + "} 0.0\n")
        .contains("mxping_success" + MX + "} 0.0\n")
        .contains("outcome=\"failed\",phase=\"resolve\",reason=\"no_address\"} 1.0\n")
        .contains("mxping_last_probe_timestamp_seconds" + MX)
        .contains("code=\"\",enhanced=\"\"")
        .doesNotContain("mxping_duration_seconds{")
        .doesNotContain("mxping_phase_seconds{")
        .doesNotContain("mxping_reply_code{");
  }

  @Test
  void recipientsAreKnownByNameAlone() {
    probe(
        probed(
            List.of(),
            offers(),
            new RecipientResult(
                "1", Verdict.ACCEPTED, Reason.NONE, Optional.of(reply(250, "ann is fine")), ""),
            new RecipientResult("bob", Verdict.UNASKED, Reason.NONE, Optional.empty(), "")));

    assertThat(watch.text())
        .contains("mxping_rcpt_success" + MX + ",rcpt=\"1\"} 1.0\n")
        .doesNotContain("mxping_rcpt_success" + MX + ",rcpt=\"bob\"}")
        .contains("mxping_rcpt_verdict_info" + MX + ",rcpt=\"1\",verdict=\"accepted\"} 1.0\n")
        .contains("mxping_rcpt_verdict_info" + MX + ",rcpt=\"bob\",verdict=\"unasked\"} 1.0\n")
        .doesNotContain("ann is fine");
    assertThat(watch.lines("mxping_rcpt_reply_code"))
        .containsExactly("mxping_rcpt_reply_code" + MX + ",rcpt=\"1\"} 250.0");
  }

  @Test
  void capabilitiesAreKeywordsOfAKnownListAndOtherOnce() {
    probe(probed(List.of(), offers("SIZE 52428800", "auth PLAIN", "X-FOO", "<b>", "DSN")));

    assertThat(watch.lines("mxping_capability_info"))
        .extracting(line -> line.replaceAll(".*capability=\"([^\"]*)\".*", "$1"))
        .containsExactly("AUTH", "DSN", "SIZE", "other");
    assertThat(watch.lines("mxping_size_limit_bytes"))
        .containsExactly("mxping_size_limit_bytes" + MX + "} 5.24288E7");
  }

  @Test
  void whatIsStaleLeavesButForTimestampsAndCounters() {
    probe(well());

    watch.passes(Duration.ofSeconds(164));
    assertThat(watch.text()).contains("mxping_up{");

    watch.passes(Duration.ofSeconds(1));
    assertThat(watch.text())
        .doesNotContain("mxping_up{")
        .doesNotContain("mxping_success{")
        .doesNotContain("mxping_result_info{")
        .doesNotContain("mxping_duration_seconds{")
        .doesNotContain("mxping_phase_seconds{")
        .doesNotContain("mxping_reply_code{")
        .contains("mxping_last_probe_timestamp_seconds" + MX + "} 1.7723664E9\n")
        .contains("mxping_last_success_timestamp_seconds" + MX + "} 1.7723664E9\n")
        .contains(total("mxping_probes_total", "outcome", "ok", 1));
  }

  @Test
  void aSkippedProbeChangesNoGauge() {
    probe(well());
    watch.passes(Duration.ofSeconds(60));
    watch.round(
        check,
        host("mx.example.com", new HostResult.Unvisited(Duration.ZERO)),
        host("mx2.example.com", unreached()));

    assertThat(watch.text())
        .contains("mxping_up" + MX + "} 1.0\n")
        .contains("mxping_check_up{check=\"example.com\"} 1.0\n")
        .contains("mxping_check_success{check=\"example.com\"} 1.0\n")
        .contains("mxping_check_hosts_up{check=\"example.com\"} 1.0\n")
        .contains(total("mxping_probes_total", "outcome", "skipped", 1))
        .contains("mxping_last_probe_timestamp_seconds" + MX + "} 1.7723664E9\n");
  }

  @Test
  void aHostThatLeftIsGoneAtOnce() {
    watch.add(check);
    watch.round(check, host("mx1.example.com", well()), host("mx2.example.com", well()));
    watch.round(check, host("mx2.example.com", well()));

    assertThat(watch.text()).contains("mx2.example.com").doesNotContain("mx1.example.com");
  }

  @Test
  void familiesOfOneHostAreToldApart() {
    watch.add(check);
    watch.round(
        check,
        host("mx.example.com", Family.IPV6, unreached()),
        host("mx.example.com", Family.IPV4, well()));

    assertThat(watch.lines("mxping_up"))
        .containsExactly(
            "mxping_up{address=\"\",check=\"example.com\",family=\"ipv4\",mx=\"mx.example.com\"} 1.0",
            "mxping_up{address=\"\",check=\"example.com\",family=\"ipv6\",mx=\"mx.example.com\"} 0.0");
    assertThat(watch.lines("mxping_mx_preference"))
        .containsExactly("mxping_mx_preference{check=\"example.com\",mx=\"mx.example.com\"} 10.0");
  }

  @Test
  void leanLeavesOutThePartsOfTheDialogue() {
    Watch lean = new Watch(Detail.LEAN, Buckets.DEFAULT);
    lean.add(check);
    lean.round(
        check,
        host(
            "mx.example.com",
            probed(
                List.of(),
                offers("SIZE 1000"),
                new RecipientResult("1", Verdict.UNASKED, Reason.NONE, Optional.empty(), ""))));

    assertThat(lean.text())
        .contains("mxping_up" + MX)
        .contains("mxping_duration_seconds" + MX)
        .contains("mxping_size_limit_bytes" + MX)
        .doesNotContain("mxping_phase_seconds")
        .doesNotContain("mxping_reply_code")
        .doesNotContain("mxping_rcpt_")
        .doesNotContain("mxping_capability_info");
  }
}
