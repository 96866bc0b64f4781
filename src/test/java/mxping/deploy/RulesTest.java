package mxping.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The rules hold what their readers count on; promtool judges them in {@code mxping.real}. */
class RulesTest {

  @Test
  void eachAlertSaysWhatItIsAndWhatToDo() {
    Set<String> headings = headings();

    assertThat(Rule.alerts())
        .hasSizeGreaterThan(20)
        .allSatisfy(
            alert -> {
              assertThat(alert.json().at("/labels/severity").asString()).isIn("page", "ticket");
              assertThat(alert.annotation("summary")).isNotBlank();
              assertThat(alert.annotation("description")).contains("Next: ");
              assertThat(alert.annotation("runbook_url"))
                  .isIn(headings.stream().map(name -> "deploy/README.md#" + name).toList());
            });
  }

  @Test
  void eachAlertIsTestedForAndAgainst() {
    Map<String, Set<Boolean>> tested = new TreeMap<>();
    for (Deployed file : Deployed.below("prometheus/tests", name -> name.endsWith(".yml"))) {
      for (JsonNode test : file.yaml().get("tests")) {
        for (JsonNode about : test.get("alert_rule_test")) {
          tested
              .computeIfAbsent(about.get("alertname").asString(), any -> new TreeSet<>())
              .add(!about.get("exp_alerts").isEmpty());
        }
      }
    }

    assertThat(tested.keySet())
        .isEqualTo(Rule.alerts().stream().map(Rule::name).collect(Collectors.toSet()));
    assertThat(tested)
        .allSatisfy((alert, sides) -> assertThat(sides).as(alert).containsExactly(false, true));
  }

  @Test
  void rulesAddAgentsUp() {
    assertThat(Rule.all())
        .allSatisfy(
            rule -> {
              PromQl names = PromQl.read(rule.expression());
              assertThat(names.grouped).doesNotContain("instance", "pod", "job");
              assertThat(names.matched.values())
                  .allSatisfy(
                      labels -> assertThat(labels).doesNotContain("instance", "pod", "job"));
            });
  }

  @Test
  void theRulesForTheOperatorAreTheSame() {
    JsonNode spec = Deployed.at("kubernetes/rules/prometheusrule.yaml").yaml().get("spec");

    assertThat(spec.get("groups").values())
        .as("run deploy/kubernetes/rules/regenerate")
        .isEqualTo(
            List.of("recording.yml", "alerts.yml").stream()
                .flatMap(name -> groups("prometheus/rules/" + name).stream())
                .toList());
  }

  private static List<JsonNode> groups(String file) {
    return List.copyOf(Deployed.at(file).yaml().get("groups").values());
  }

  @Test
  void grafanasAlertsPointToTheSameRunbook() {
    JsonNode rules = Deployed.at("grafana/provisioning/alerting/rules.yaml").yaml();

    assertThat(rules.at("/groups/0/rules").values())
        .isNotEmpty()
        .allSatisfy(
            rule ->
                assertThat(rule.at("/annotations/runbook_url").asString())
                    .isIn(headings().stream().map(name -> "deploy/README.md#" + name).toList()));
  }

  /** The anchors of the headings of deploy's README, as forges make them. */
  private static Set<String> headings() {
    return Deployed.at("README.md")
        .text()
        .lines()
        .filter(line -> line.matches("#+ .*"))
        .map(line -> line.replaceFirst("#+ ", "").toLowerCase(Locale.ROOT))
        .map(text -> text.replaceAll("[^a-z0-9 _-]", "").replace(' ', '-'))
        .collect(Collectors.toSet());
  }
}
