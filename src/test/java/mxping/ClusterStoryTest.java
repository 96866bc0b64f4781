package mxping;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mxping.scripted.ScriptedSmtp;
import org.junit.jupiter.api.Test;

/** What an operator sees of an agent that has been told to share, on loopback. */
class ClusterStoryTest {
  private static final String MISMATCH = "mxping_cluster_digest_mismatch";
  private static final String OWNED = "mxping_cluster_owned_checks";
  private static final String CHECKS =
      """
      defaults: {every: 1h}
      checks:
        - {name: self, self: true}
      """;

  private static String cluster(String name, int port) {
    return "cluster: {name: %s, member: a, bind: '127.73.0.1:%d', hosts: ['127.73.0.1:%d']}\n"
        .formatted(name, port, port);
  }

  private static String another(String name) {
    return "  - {name: %s, host: 127.73.9.9, port: 9}\n".formatted(name);
  }

  private static int freePort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.73.0.1"))) {
      return socket.getLocalPort();
    }
  }

  @Test
  void whoIsAloneRunsEverythingAndSaysSo() throws Exception {
    String file = cluster("story", freePort()) + CHECKS + another("one") + another("two");

    try (var agent = AgentStory.of("", file)) {
      agent
          .metricsAfter(1, "self")
          .shows(
              """
              mxping_checks 3
              mxping_cluster_members 1
              mxping_cluster_owned_checks 2
              mxping_cluster_digest_mismatch 0
              """);
      assertThat(agent.get("/").body()).contains("Members", "2 checks").doesNotContain("Run by");
      assertThat(agent.get("/-/checks/nobodys").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void checksMayChangeWhileAMemberAndTheClusterMayNot() throws Exception {
    int port = freePort();
    String mine = cluster("story", port) + CHECKS;

    try (var agent = AgentStory.of("", mine)) {
      agent.metricsAfter(1, "self");

      HttpResponse<String> more = agent.reloading(mine + another("one"));
      assertThat(more.body()).isEqualTo("1 added (one), 0 removed, 0 changed, 1 kept\n");
      agent
          .metrics()
          .shows("mxping_cluster_owned_checks 1\nmxping_config_last_reload_successful 1");

      for (String other : new String[] {cluster("other", port) + CHECKS, CHECKS}) {
        HttpResponse<String> refused = agent.reloading(other);

        assertThat(refused.statusCode()).isEqualTo(500);
        assertThat(refused.body()).contains("cluster: changes only with a restart of the agent");
        agent
            .metrics()
            .shows(
                """
                mxping_checks 2
                mxping_cluster_members 1
                mxping_config_last_reload_successful 0
                """);
      }
      assertThat(agent.reloading(mine).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void whoWasAloneCannotBecomeAMember() throws Exception {
    try (var agent = AgentStory.of("", CHECKS)) {
      HttpResponse<String> refused = agent.reloading(cluster("story", freePort()) + CHECKS);

      assertThat(refused.statusCode()).isEqualTo(500);
      assertThat(refused.body()).contains("cluster: changes only with a restart of the agent");
      assertThat(agent.get("/metrics").body()).doesNotContain("mxping_cluster");
    }
  }

  /** What each of two members reads; that they read the same is what they share by. */
  private static String pair(ScriptedSmtp a, ScriptedSmtp b, String... checks) {
    return """
    cluster:
      name: pair
      member: m-${PORT}
      bind: "127.73.0.1:${PORT}"
      hosts: ["127.73.0.1:%d", "127.73.0.1:%d"]
    """
            .formatted(a.port(), b.port())
        + CHECKS
        + Stream.of(checks).map(ClusterStoryTest::another).collect(Collectors.joining());
  }

  @Test
  void aChangeOfTheFileIsToldAndSharedAgainOnceAllHaveReadIt() throws Exception {
    try (var a = ScriptedSmtp.on("127.73.1.1", 0).answering(rcpt -> "250 ok");
        var b = ScriptedSmtp.on("127.73.1.2", 0).answering(rcpt -> "250 ok");
        var one = AgentStory.of("", pair(a, b, "w", "x", "y", "z"), a);
        var other = AgentStory.of("", pair(a, b, "w", "x", "y", "z"), b)) {
      share(4, one, other);

      assertThat(one.reloading(pair(a, b, "v", "w", "x", "y", "z")).statusCode()).isEqualTo(200);

      other.metricsWhen("told of another file", now -> now.value(MISMATCH) == 1);
      one.metrics().shows(MISMATCH + " 1\n" + OWNED + " 5\n");
      other.metrics().shows(MISMATCH + " 1\n" + OWNED + " 4\n");

      assertThat(other.reloading(pair(a, b, "v", "w", "x", "y", "z")).statusCode()).isEqualTo(200);

      share(5, one, other);
    }
  }

  private static void share(int checks, AgentStory one, AgentStory other) throws Exception {
    Polling.until(
        "shared " + checks,
        () -> List.of(one.metrics(), other.metrics()),
        now ->
            now.stream().allMatch(each -> each.value(MISMATCH) == 0)
                && now.stream().mapToDouble(each -> each.value(OWNED)).sum() == checks);
  }
}
