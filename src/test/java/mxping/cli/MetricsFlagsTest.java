package mxping.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import mxping.metrics.Buckets;
import mxping.metrics.Detail;
import mxping.metrics.Export;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

class MetricsFlagsTest {
  private static Export export(String... arguments) {
    return CommandLine.populateCommand(new MetricsFlags(), arguments).export();
  }

  @Test
  void allIsExportedUnlessToldOtherwise() {
    assertThat(export()).isEqualTo(new Export(Detail.FULL, Buckets.DEFAULT));
    assertThat(export("--metrics.detail=full")).isEqualTo(export());
  }

  @Test
  void leanIsForVeryManyChecks() {
    assertThat(export("--metrics.detail=lean").detail()).isEqualTo(Detail.LEAN);
  }

  @Test
  void boundsAreDurationsOrSecondsAsPrometheusHasThem() {
    Buckets chosen =
        new Buckets(List.of(Duration.ofMillis(100), Duration.ofSeconds(1), Duration.ofSeconds(5)));

    assertThat(export("--metrics.classic-buckets=100ms,1s,5s").buckets()).isEqualTo(chosen);
    assertThat(export("--metrics.classic-buckets=0.1,1,5").buckets()).isEqualTo(chosen);
  }

  @Test
  void noneLeavesDurationsToNativeHistograms() {
    assertThat(export("--metrics.classic-buckets=none").buckets())
        .isEqualTo(new Buckets(List.of()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--metrics.detail=lavish           | is neither full nor lean",
        "--metrics.classic-buckets=        | is not a duration",
        "--metrics.classic-buckets=1s,     | is not a duration",
        "--metrics.classic-buckets=1s,no   | is not a duration",
        "--metrics.classic-buckets=5s,1s   | must be positive and ascending",
        "--metrics.classic-buckets=0,1s    | is less than 1ms",
        "--metrics.classic-buckets=1s,none | is not a duration",
      })
  void whatIsNotUnderstoodIsSaid(String argument, String words) {
    assertThatThrownBy(() -> export(argument))
        .isInstanceOf(ParameterException.class)
        .hasMessageContaining(words);
  }
}
