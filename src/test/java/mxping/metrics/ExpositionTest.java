package mxping.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static mxping.metrics.Samples.check;
import static mxping.metrics.Samples.host;
import static mxping.metrics.Samples.well;
import static org.assertj.core.api.Assertions.assertThat;

import mxping.check.Check;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpositionTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                                                             | TEXT
          */*                                                            | TEXT
          text/html,application/xhtml+xml,*/*;q=0.8                      | TEXT
          application/json                                               | TEXT
          text/plain;version=0.0.4                                       | TEXT
          application/openmetrics-text; version=1.0.0                    | OPENMETRICS
          application/openmetrics-text;version=1.0.0;q=0.5,text/*;q=0.4  | OPENMETRICS
          text/plain;q=0.9,application/openmetrics-text;q=0.1            | TEXT
          APPLICATION/OpenMetrics-Text                                   | OPENMETRICS
          application/openmetrics-text;q=0                               | TEXT
          application/openmetrics-text;q=much                            | TEXT
          application/vnd.google.protobuf                                | TEXT
          ,;q=,;;                                                        | TEXT
          """)
  void theAcceptHeaderChooses(String accept, Exposition chosen) {
    assertThat(Exposition.accepted(accept)).isEqualTo(chosen);
  }

  @Test
  void prometheusGetsProtobufWhereItPrefersIt() {
    assertThat(
            Exposition.accepted(
                "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;"
                    + "encoding=delimited;q=0.6,application/openmetrics-text;version=1.0.0;"
                    + "escaping=allow-utf-8;q=0.5,text/plain;version=0.0.4;q=0.2,*/*;q=0.1"))
        .isEqualTo(Exposition.PROTOBUF);
    assertThat(
            Exposition.accepted(
                "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,"
                    + "application/openmetrics-text;version=0.0.1;q=0.5,"
                    + "text/plain;version=1.0.0;escaping=allow-utf-8;q=0.4,"
                    + "text/plain;version=0.0.4;q=0.3,*/*;q=0.2"))
        .isEqualTo(Exposition.OPENMETRICS);
  }

  @Test
  void openMetricsEndsAsItMust() {
    String text = new String(written(Exposition.OPENMETRICS), UTF_8);

    assertThat(Exposition.OPENMETRICS.contentType())
        .isEqualTo("application/openmetrics-text; version=1.0.0; charset=utf-8");
    assertThat(text)
        .endsWith("# EOF\n")
        .contains("# TYPE mxping_probes counter\n")
        .contains("# UNIT mxping_duration_seconds seconds\n")
        .contains("# TYPE mxping_result_info gauge\n")
        .contains("mxping_result_info{")
        .contains("mxping_check_info{")
        .contains("mxping_build_info{");
  }

  @Test
  void protobufIsProtobuf() {
    byte[] written = written(Exposition.PROTOBUF);

    assertThat(Exposition.PROTOBUF.contentType())
        .isEqualTo(
            "application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily;"
                + " encoding=delimited");
    assertThat(new String(written, UTF_8)).contains("mxping_up").doesNotContain("# TYPE");
  }

  @Test
  void textIsText() {
    assertThat(Exposition.TEXT.contentType()).isEqualTo("text/plain; version=0.0.4; charset=utf-8");
    assertThat(new String(written(Exposition.TEXT), UTF_8))
        .contains("# TYPE mxping_probes_total counter\n")
        .doesNotContain("# EOF");
  }

  private static byte[] written(Exposition form) {
    Watch watch = new Watch();
    Check check = check("example.com");
    watch.add(check);
    watch.round(check, host("mx.example.com", well()));
    return watch.bytes(form);
  }
}
