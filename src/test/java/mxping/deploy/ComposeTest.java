package mxping.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The compose file names what there is. No engine runs it here. */
class ComposeTest {
  private static final Path FOLDER = Path.of("deploy/compose");
  private static final JsonNode COMPOSE = Deployed.at("compose/compose.yaml").yaml();

  @Test
  void theWholeIsThere() {
    assertThat(COMPOSE.get("services").propertyNames())
        .contains("mxping", "postfix", "prometheus", "alertmanager", "grafana");
  }

  @Test
  void whatIsMountedOrBuiltExists() {
    List<String> volumes = List.copyOf(COMPOSE.get("volumes").propertyNames());
    List<Path> sources = new ArrayList<>();
    for (JsonNode service : COMPOSE.get("services")) {
      for (JsonNode mount : service.path("volumes")) {
        String source = mount.asString().split(":", 2)[0];
        if (!volumes.contains(source)) {
          sources.add(FOLDER.resolve(source));
        }
      }
    }
    sources.add(FOLDER.resolve(built("postfix").asString()).resolve("Dockerfile"));
    JsonNode mxping = built("mxping");
    sources.add(
        FOLDER
            .resolve(mxping.get("context").asString())
            .resolve(mxping.get("dockerfile").asString()));

    assertThat(sources).hasSizeGreaterThan(8).allSatisfy(source -> assertThat(source).exists());
  }

  private static JsonNode built(String service) {
    return COMPOSE.get("services").get(service).get("build");
  }

  @Test
  void eachNetworkIsDeclared() {
    List<String> declared = List.copyOf(COMPOSE.get("networks").propertyNames());

    assertThat(COMPOSE.get("services").valueStream())
        .allSatisfy(
            service ->
                assertThat(service.get("networks").values())
                    .extracting(JsonNode::asString)
                    .isNotEmpty()
                    .isSubsetOf(declared));
  }

  /** Out of each container to the others: names and ports as the files there have them. */
  @Test
  void theyFindEachOther() {
    JsonNode prometheus = Deployed.at("compose/prometheus.yml").yaml();

    assertThat(
            Map.of(
                "scrape", prometheus.at("/scrape_configs/0/static_configs/0/targets/0").asString(),
                "alert",
                    prometheus
                        .at("/alerting/alertmanagers/0/static_configs/0/targets/0")
                        .asString()))
        .isEqualTo(Map.of("scrape", "mxping:9025", "alert", "alertmanager:9093"));
    assertThat(Deployed.at("compose/alertmanager.yml").text().replace("pager:", "localhost:"))
        .isEqualTo(Deployed.at("alertmanager/alertmanager.yml").text());
    assertThat(COMPOSE.at("/services/grafana/environment/PROMETHEUS_URL").asString())
        .isEqualTo("http://prometheus:9090");
    assertThat(COMPOSE.at("/networks/mail/ipam/config/0/subnet").asString())
        .isIn(
            Deployed.at("compose/checks.yaml").yaml().at("/probe/own_networks").values().stream()
                .map(JsonNode::asString)
                .toList());
  }

  @Test
  void thePostfixIsTheOneOfTheSidecar() {
    assertThat(Deployed.at("compose/postfix/main.cf").text())
        .isEqualTo(Deployed.at("kubernetes/overlays/sidecar/main.cf").text());
  }
}
