package mxping.metrics;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static mxping.metrics.Samples.check;
import static mxping.metrics.Samples.host;
import static mxping.metrics.Samples.unreached;
import static mxping.metrics.Samples.well;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import mxping.check.Check;
import mxping.run.Round;
import org.junit.jupiter.api.Test;

class HistogramsTest {
  private final Watch watch = new Watch();
  private final Check check = check("example.com");

  @Test
  void everyProbeIsInABucket() {
    watch.add(check);
    watch.round(check, host("mx1.example.com", well()), host("mx2.example.com", unreached()));

    assertThat(watch.text())
        .contains("mxping_probe_duration_seconds_bucket{check=\"example.com\",le=\"0.25\"} 0\n")
        .contains("mxping_probe_duration_seconds_bucket{check=\"example.com\",le=\"0.5\"} 1\n")
        .contains("mxping_probe_duration_seconds_bucket{check=\"example.com\",le=\"45.0\"} 1\n")
        .contains("mxping_probe_duration_seconds_bucket{check=\"example.com\",le=\"+Inf\"} 1\n")
        .contains("mxping_probe_duration_seconds_sum{check=\"example.com\"} 0.3\n");
  }

  @Test
  void phasesAreCountedOverAllChecksAndResolvingIsOne() {
    Check other = check("example.net");
    watch.add(check);
    watch.add(other);
    watch.round(check, host("mx.example.com", well()));
    watch.round(other, host("mx.example.net", well()));

    assertThat(watch.lines("mxping_phase_duration_seconds_count"))
        .containsExactly(
            "mxping_phase_duration_seconds_count{phase=\"connect\"} 2",
            "mxping_phase_duration_seconds_count{phase=\"ehlo\"} 2",
            "mxping_phase_duration_seconds_count{phase=\"greeting\"} 2",
            "mxping_phase_duration_seconds_count{phase=\"resolve\"} 2");
  }

  @Test
  void phasesByCheckAreForProtobufAloneAndFromItsFirstScrapeOn() {
    watch.add(check);
    watch.round(check, host("mx.example.com", well()));
    assertThat(new String(watch.bytes(Exposition.PROTOBUF), ISO_8859_1))
        .doesNotContain("mxping_check_phase_duration_seconds");
    watch.round(check, host("mx.example.com", well()));

    assertThat(watch.text()).doesNotContain("mxping_check_phase_duration_seconds");
    assertThat(new String(watch.bytes(Exposition.OPENMETRICS), ISO_8859_1))
        .doesNotContain("mxping_check_phase_duration_seconds");
    assertThat(new String(watch.bytes(Exposition.PROTOBUF), ISO_8859_1))
        .contains("mxping_check_phase_duration_seconds");
  }

  @Test
  void aRoundThatStartsEarlyIsNotLate() {
    watch.metrics.started(Duration.ofMillis(-2));
    watch.metrics.started(Duration.ofMillis(7));

    assertThat(watch.text())
        .contains("mxping_schedule_lag_seconds_bucket{le=\"0.001\"} 1\n")
        .contains("mxping_schedule_lag_seconds_bucket{le=\"0.01\"} 2\n")
        .contains("mxping_schedule_lag_seconds_sum 0.007\n");
  }

  @Test
  void aCheckThatIsForgottenBeginsAnew() {
    watch.add(check);
    watch.round(check, host("mx.example.com", well()));
    watch.metrics.forget(Set.of("example.com"));

    assertThat(watch.lines("mxping_probe_duration_seconds")).isEmpty();
  }

  @Test
  void aRoundThatEndsAfterItsCheckWasRemovedLeavesNoTrace() {
    watch.add(check);
    Round.Completed late =
        watch.completed(check, List.of(host("mx.example.com", well())), true, List.of());
    watch.bytes(Exposition.PROTOBUF);
    watch.history.remove("example.com");
    watch.metrics.forget(Set.of("example.com"));
    watch.done(late);

    assertThat(watch.text()).doesNotContain("example.com");
    assertThat(new String(watch.bytes(Exposition.PROTOBUF), ISO_8859_1))
        .doesNotContain("example.com");
  }

  @Test
  void bucketsCanBeChosenAndMustAscend() {
    Watch chosen =
        new Watch(Detail.FULL, new Buckets(List.of(Duration.ofMillis(200), Duration.ofSeconds(1))));
    chosen.add(check);
    chosen.round(check, host("mx.example.com", well()));

    assertThat(chosen.lines("mxping_probe_duration_seconds_bucket"))
        .extracting(line -> line.replaceAll(".*le=\"([^\"]*)\".*", "$1"))
        .containsExactly("0.2", "1.0", "+Inf");
    assertThatThrownBy(() -> new Buckets(List.of(Duration.ofSeconds(1), Duration.ofSeconds(1))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Buckets(List.of(Duration.ZERO)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
