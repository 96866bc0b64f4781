package mxping.real;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An agent that shares its checks with others. */
record Member(String name, RealAgent agent) {
  private static final JsonMapper JSON = new JsonMapper();

  /** How many members it knows to be there, itself among them. */
  int members() throws IOException, InterruptedException {
    return (int) agent.metrics().value("mxping_cluster_members");
  }

  /** The checks that it runs. */
  List<String> checks() throws IOException, InterruptedException {
    JsonNode checks = JSON.readTree(agent.get("/api/v1/checks")).get("checks");
    return StreamSupport.stream(checks.spliterator(), false)
        .map(check -> check.get("name").asString())
        .toList();
  }

  /** Since when it runs each of its checks. */
  Map<String, String> watchedSince() throws IOException, InterruptedException {
    Map<String, String> since = new TreeMap<>();
    for (String check : checks()) {
      JsonNode detail = JSON.readTree(agent.get("/api/v1/checks/" + check));
      since.put(check, detail.get("watched_since").asString());
    }
    return since;
  }
}
