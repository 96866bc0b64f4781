package mxping.deploy;

import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** A rule of {@code deploy/prometheus}, as it stands there. */
record Rule(JsonNode json) {

  static List<Rule> all() {
    return Deployed.below("prometheus/rules", name -> name.endsWith(".yml")).stream()
        .flatMap(file -> groups(file.yaml()))
        .flatMap(group -> group.get("rules").valueStream())
        .map(Rule::new)
        .toList();
  }

  static List<Rule> alerts() {
    return all().stream().filter(rule -> rule.json.has("alert")).toList();
  }

  private static Stream<JsonNode> groups(JsonNode file) {
    return file.get("groups").valueStream();
  }

  String name() {
    return json.has("alert") ? json.get("alert").asString() : json.get("record").asString();
  }

  String expression() {
    return json.get("expr").asString();
  }

  /** All its texts. */
  String annotations() {
    return json.path("annotations").values().stream()
        .map(JsonNode::asString)
        .reduce("", (texts, text) -> texts + "\n" + text);
  }

  String annotation(String name) {
    return json.path("annotations").path(name).asString("");
  }

  @Override
  public String toString() {
    return name();
  }
}
