package mxping.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** {@code /probe} as a real Prometheus scrapes it, configured as for blackbox_exporter. */
@Tag("real")
class ProbeOnRequestTest {
  private static final String CHECKS =
      """
      defaults:
        every: 1h
        port: ${PORT}
        dns: {servers: ["${DNS}"]}
      checks:
        - {name: inbound, self: true, rcpt: [postmaster]}
      """;

  /** The relabelling of blackbox_exporter's own documentation. */
  private static final String SCRAPING =
      """
      scrape_configs:
        - job_name: mail
          metrics_path: /probe
          scrape_interval: 1s
          scrape_timeout: 1s
          params:
            module: [inbound]
          static_configs:
            - targets: [fine.test, ann@fine.test, down.test, forbidden.test]
          relabel_configs:
            - source_labels: [__address__]
              target_label: __param_target
            - source_labels: [__param_target]
              target_label: instance
            - target_label: __address__
              replacement: 127.0.0.1:MXPING
      """;

  @RegisterExtension final Rig rig = new Rig();

  @Test
  void prometheusScrapesAsItDoesWithBlackbox() throws Exception {
    RealPostfix postfix =
        rig.postfix(
            "127.26.0.1",
            Loopback.freePort(),
            """
            mydestination = fine.test
            local_recipient_maps = inline:{ { ann = known } { postmaster = known } }
            """);
    RealKnot dns =
        rig.knot(
            """
            fine       MX 10 mx1
            mx1        A  127.26.0.1
            down       A  127.26.0.2   ; nobody listens there
            forbidden  A  127.0.0.1
            """);
    RealAgent agent =
        rig.agent(
            CHECKS,
            Map.of("PORT", postfix.port(), "DNS", dns.server()),
            "--web.enable-probe",
            "--web.probe-allow=127.26.0.0/24");
    Path directory = rig.directory();
    String scraping = SCRAPING.replace("MXPING", "" + agent.port());
    Path file = Files.writeString(directory.resolve("prometheus.yml"), scraping);
    RealPrometheus prometheus = rig.keep(RealPrometheus.start(directory, file));

    Eventually.within(
        Duration.ofSeconds(30),
        () ->
            assertThat(by("instance", prometheus.query("probe_success")))
                .isEqualTo(Map.of("fine.test", "1", "ann@fine.test", "1", "down.test", "0")));
    assertThat(by("mx", prometheus.query("mxping_up{instance=\"fine.test\"}")))
        .isEqualTo(Map.of("mx1.test", "1"));
    assertThat(by("instance", prometheus.query("probe_ip_protocol{instance=\"fine.test\"}")))
        .isEqualTo(Map.of("fine.test", "4"));
    Eventually.within(
        Duration.ofSeconds(30),
        () ->
            assertThat(by("instance", prometheus.query("up")))
                .containsEntry("forbidden.test", "0"));
    assertThat(prometheus.targets().toString()).contains("403 Forbidden");
    Scrape scrape = new Scrape(agent.get("/probe?target=ann%40fine.test&module=inbound"));
    assertThat(scrape.value("probe_success")).isEqualTo(1);
    assertThat(Promtool.check(rig.directory(), scrape)).isEqualTo(new Program.Ended(0, "", ""));
  }

  /** Values by one of their labels. */
  private static Map<String, String> by(String label, JsonNode result) {
    return result
        .valueStream()
        .collect(
            Collectors.toMap(
                one -> one.at("/metric/" + label).asString(),
                one -> one.at("/value/1").asString()));
  }
}
