package mxping.metrics;

import static mxping.metrics.Samples.check;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AgentMetricsTest {
  private final Watch watch = new Watch();

  @Test
  void theAgentSaysWhatItIsAndDoes() {
    watch.add(check("a.example"));
    watch.add(check("b.example"));

    assertThat(watch.text())
        .contains("mxping_build_info{java=\"25.0.1\",revision=\"abc123\",version=\"1.2.3\"} 1.0\n")
        .contains("mxping_checks 2.0\n")
        .contains("mxping_probes_in_flight 3.0\n")
        .contains("mxping_probes_waiting 4.0\n")
        .contains("mxping_internal_errors_total 0.0\n");
  }

  @Test
  void aReloadThatFailedKeepsTheTimeOfTheLastGoodOne() {
    watch.metrics.reloaded(true, Watch.START);
    assertThat(watch.text())
        .contains("mxping_config_last_reload_successful 1.0\n")
        .contains("mxping_config_last_reload_success_timestamp_seconds 1.7723664E9\n");

    watch.metrics.reloaded(false, Watch.START.plusSeconds(60));
    assertThat(watch.text())
        .contains("mxping_config_last_reload_successful 0.0\n")
        .contains("mxping_config_last_reload_success_timestamp_seconds 1.7723664E9\n");
  }

  @Test
  void internalErrorsAreCounted() {
    watch.metrics.internalError();
    watch.metrics.internalError();

    assertThat(watch.text()).contains("mxping_internal_errors_total 2.0\n");
  }
}
