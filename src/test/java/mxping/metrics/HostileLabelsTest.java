package mxping.metrics;

import static mxping.metrics.Samples.check;
import static mxping.metrics.Samples.host;
import static mxping.metrics.Samples.offers;
import static mxping.metrics.Samples.probed;
import static mxping.metrics.Samples.well;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import mxping.check.Check;
import mxping.probe.Reason;
import mxping.probe.RecipientResult;
import mxping.probe.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes from the DNS, from mail hosts and from the file can be anything. */
class HostileLabelsTest {
  private final Watch watch = new Watch();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mx\"} 1\nmxping_up{mx=\"evil",
        "back\\slash\\",
        "line\nfeed\r\n",
        "<script>alert(1)</script>",
        "\\000\\255.example",
        "{},=# HELP",
        "ümläut 📮 \u202e",
        ""
      })
  void anyValueIsReadBackAsItWas(String hostile) {
    Check check = check("example.com", Map.of("team", hostile));
    watch.add(check);
    watch.round(
        check,
        host(
            hostile,
            probed(
                List.of(),
                offers(hostile),
                new RecipientResult(
                    hostile, Verdict.UNASKED, Reason.NONE, Optional.empty(), hostile))));

    List<TextFormat.Sample> samples = TextFormat.parse(watch.text());
    assertThat(TextFormat.labels(samples, "mxping_up", "mx")).containsExactly(hostile);
    assertThat(TextFormat.labels(samples, "mxping_mx_preference", "mx")).containsExactly(hostile);
    assertThat(TextFormat.labels(samples, "mxping_rcpt_verdict_info", "rcpt"))
        .containsExactly(hostile);
    assertThat(TextFormat.labels(samples, "mxping_check_info", "team")).containsExactly(hostile);
    assertThat(TextFormat.labels(samples, "mxping_capability_info", "capability"))
        .isSubsetOf("other");
  }

  @Test
  void ofTwoSeriesWithEqualLabelsTheFirstIsKept() {
    Check check = check("example.com");
    watch.add(check);
    watch.round(
        check,
        host(
            "mx.example.com",
            probed(
                List.of(),
                offers(),
                new RecipientResult(
                    "1", Verdict.ACCEPTED, Reason.NONE, Optional.of(Samples.reply(250)), ""),
                new RecipientResult(
                    "1",
                    Verdict.REJECTED,
                    Reason.RCPT_UNKNOWN,
                    Optional.of(Samples.reply(550)),
                    ""))));

    assertThat(watch.lines("mxping_rcpt_success{")).singleElement().asString().endsWith(" 1.0");
    assertThat(watch.lines("mxping_rcpt_reply_code{"))
        .singleElement()
        .asString()
        .endsWith(" 250.0");
    assertThat(watch.text()).contains("mxping_internal_errors_total 0.0\n");
  }

  @Test
  void aFamilyThatCannotBeBuiltCostsOnlyItself() {
    Check bad = check("bad.example", Map.of("check", "not mine to set"));
    Check good = check("good.example");
    watch.add(bad);
    watch.add(good);
    watch.round(bad, host("mx.bad.example", well()));
    watch.round(good, host("mx.good.example", well()));

    assertThat(watch.text())
        .doesNotContain("mxping_check_info")
        .contains("mxping_check_up{check=\"bad.example\"} 1.0\n")
        .contains("mxping_check_up{check=\"good.example\"} 1.0\n")
        .contains("mxping_probe_duration_seconds_count{check=\"good.example\"} 1\n");
    assertThat(watch.text())
        .as("the next scrape at the latest")
        .doesNotContain("mxping_internal_errors_total 0.0\n");
  }

  @Test
  void aCheckCannotSetItsTarget() {
    watch.add(check("example.com", Map.of("target", "elsewhere")));

    assertThat(watch.lines("mxping_check_info{"))
        .containsExactly("mxping_check_info{check=\"example.com\",target=\"example.com\"} 1.0");
  }
}
