package mxping.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PromQlTest {

  @Test
  void metricsWithTheLabelsMatchedOnEach() {
    PromQl names =
        PromQl.read(
            """
            sum by (check, le) (rate(probes_bucket{check=~"a(b){c}", mx!='d'}[5m] offset 1h)) > 1e3
            unless on (target) group_left () max_over_time(check:up:max[1d]) == bool 0 or plain
            """);

    assertThat(names.matched)
        .isEqualTo(
            Map.of(
                "probes_bucket",
                Set.of("check", "mx"),
                "check:up:max",
                Set.of(),
                "plain",
                Set.of()));
    assertThat(names.grouped).containsExactly("check", "le", "target");
  }

  @Test
  void rangesAndTheirStepsAreNoMetrics() {
    assertThat(PromQl.read("floor(max_over_time((count by (place) (ups))[1h:1m]))").matched)
        .containsOnlyKeys("ups");
  }

  @Test
  void functionsAreNoMetrics() {
    assertThat(PromQl.read("time() - min(ends) / 86400 + vector(0.5)").matched)
        .containsOnlyKeys("ends");
  }
}
