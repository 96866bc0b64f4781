package mxping.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Dashboards and provisioning name each other rightly. No Grafana runs here. */
class GrafanaTest {
  private static final List<Deployed> BOARDS =
      Deployed.below("grafana/dashboards", name -> name.endsWith(".json"));

  private static JsonNode board(Deployed file) {
    return new JsonMapper().readTree(file.text());
  }

  @Test
  void dashboardsHaveStableNames() {
    assertThat(BOARDS)
        .extracting(file -> board(file).get("uid").asString())
        .containsExactlyInAnyOrder("mxping-fleet", "mxping-check");
  }

  @Test
  void dashboardsAskTheChosenPrometheusForTheChosenCheck() {
    assertThat(BOARDS)
        .allSatisfy(
            file -> {
              JsonNode board = board(file);
              assertThat(board.at("/templating/list").values())
                  .extracting(variable -> variable.get("name").asString())
                  .startsWith("datasource", "check");
              assertThat(board.findValuesAsString("uid").stream().skip(1))
                  .isNotEmpty()
                  .allMatch("${datasource}"::equals);
            });
    assertThat(board(Deployed.at("grafana/dashboards/check.json")).at("/templating/list").values())
        .extracting(variable -> variable.get("name").asString())
        .containsExactly("datasource", "check", "mx");
  }

  @Test
  void panelsAreToldApartAndStandSideBySide() {
    assertThat(BOARDS)
        .allSatisfy(
            file -> {
              List<JsonNode> panels = List.copyOf(board(file).get("panels").values());
              assertThat(panels).extracting(panel -> panel.get("id")).doesNotHaveDuplicates();
              assertThat(panels)
                  .allSatisfy(
                      panel -> {
                        JsonNode place = panel.get("gridPos");
                        assertThat(place.get("x").asInt() + place.get("w").asInt())
                            .isLessThanOrEqualTo(24);
                        assertThat(panels.stream().filter(other -> overlap(place, other)))
                            .as(panel.get("title").asString())
                            .hasSize(1);
                      });
            });
  }

  private static boolean overlap(JsonNode place, JsonNode other) {
    return meet(place, other.get("gridPos"), "x", "w")
        && meet(place, other.get("gridPos"), "y", "h");
  }

  private static boolean meet(JsonNode one, JsonNode other, String from, String size) {
    return one.get(from).asInt() < other.get(from).asInt() + other.get(size).asInt()
        && other.get(from).asInt() < one.get(from).asInt() + one.get(size).asInt();
  }

  @Test
  void alertsAskTheProvisionedPrometheusAndReachAReceiver() {
    JsonNode source = provisioned("datasources/prometheus.yaml").at("/datasources/0");
    JsonNode rules = provisioned("alerting/rules.yaml").at("/groups/0/rules");
    JsonNode policy = provisioned("alerting/policies.yaml").at("/policies/0");
    List<String> receivers =
        provisioned("alerting/contact-points.yaml").get("contactPoints").values().stream()
            .map(point -> point.get("name").asString())
            .toList();

    assertThat(rules.values())
        .extracting(rule -> rule.get("uid").asString())
        .doesNotHaveDuplicates()
        .hasSizeGreaterThanOrEqualTo(8);
    assertThat(rules.values())
        .allSatisfy(
            rule -> {
              assertThat(rule.at("/data/0/datasourceUid")).isEqualTo(source.get("uid"));
              assertThat(rule.get("data").values())
                  .extracting(query -> query.get("refId"))
                  .contains(rule.get("condition"));
              assertThat(rule.at("/labels/severity").asString()).isIn("page", "ticket");
              assertThat(rule.at("/annotations/description").asString()).contains("Next: ");
            });
    assertThat(receivers)
        .contains(policy.get("receiver").asString(), policy.at("/routes/0/receiver").asString());
  }

  private static JsonNode provisioned(String file) {
    return Deployed.at("grafana/provisioning/" + file).yaml();
  }
}
