package mxping;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import mxping.certificates.Certificates;
import mxping.scripted.ScriptedSmtp;
import org.junit.jupiter.api.Test;

/** What an operator sees of a reload. */
class ReloadStoryTest {
  private static final String HEAD =
      """
      probe:
        helo: probe.test
        dns: {servers: ["${DNS}"]}
      defaults: {every: 1h, port: "${PORT}"}
      """;

  private static String checks(String... checks) {
    return HEAD
        + "checks:\n"
        + IntStream.range(0, checks.length)
            .mapToObj(i -> "  - " + checks[i] + "\n")
            .collect(Collectors.joining());
  }

  @Test
  void whatIsEqualGoesOnAndWhatIsGoneLeavesAtOnce() throws Exception {
    String kept = "{name: kept, host: 127.72.1.1}";

    try (var mx = ScriptedSmtp.on("127.72.1.1", 0).answering(rcpt -> "250 ok");
        var agent =
            AgentStory.of(
                "",
                checks(kept, "{name: gone, host: 127.72.1.1}", "{name: other, host: 127.72.1.1}"),
                mx)) {
      Scraped before = agent.metricsAfter(1, "kept", "gone", "other");

      HttpResponse<String> answer =
          agent.reloading(
              checks(
                  kept,
                  "{name: other, host: 127.72.1.1, rcpt: [ann@example.test]}",
                  "{name: new, host: 127.72.1.1}"));

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body())
          .isEqualTo("1 added (new), 1 removed (gone), 1 changed (other), 1 kept\n");
      assertThat(agent.get("/metrics").body()).doesNotContain("\"gone\"");
      assertThat(agent.get("/api/v1/checks/gone").statusCode()).isEqualTo(404);
      assertThat(agent.get("/-/checks/gone").statusCode()).isEqualTo(404);
      Scraped after = agent.metricsAfter(1, "kept", "other", "new");
      after.shows(
          """
          mxping_checks 3
          mxping_rounds_total{check="kept"} 1
          mxping_rounds_total{check="other"} 1
          mxping_rcpt_success{check="other",mx="127.72.1.1",family="any",address="",rcpt="1"} 1
          mxping_config_last_reload_successful 1
          """);
      String next = "mxping_check_next_round_timestamp_seconds{check=\"kept\"}";
      assertThat(after.value(next)).isEqualTo(before.value(next));
    }
  }

  @Test
  void aBadFileChangesNothingAndAllItsProblemsAreTold() throws Exception {
    String good = checks("{name: self, self: true}");

    try (var agent = AgentStory.of("", good)) {
      agent.metricsAfter(1, "self");

      HttpResponse<String> refused =
          agent.reloading(checks("{name: self, self: true, evry: 5s}", "{name: a b, host: x}"));

      assertThat(refused.statusCode()).isEqualTo(500);
      assertThat(refused.body().lines().map(line -> line.replaceAll(".*checks.yaml:", "")))
          .containsExactly(
              "6:30: checks[0].evry: unknown key; did you mean `every`?",
              "7:12: checks[1].name: `a b` is not a name: 1 to 100 of the characters"
                  + " A-Z a-z 0-9 . _ -");
      agent
          .metrics()
          .shows(
              """
              mxping_config_last_reload_successful 0
              mxping_rounds_total{check="self"} 1
              mxping_checks 1
              """);

      assertThat(agent.reloading(good).body()).isEqualTo("0 added, 0 removed, 0 changed, 1 kept\n");
      agent
          .metrics()
          .shows(
              """
              mxping_config_last_reload_successful 1
              mxping_rounds_total{check="self"} 1
              """);
    }
  }

  @Test
  void aChangeOfTheFileIsNoticed() throws Exception {
    try (var agent = AgentStory.watching(checks("{name: one, self: true}"))) {
      agent.metricsAfter(1, "one");

      agent.nowSaying(checks("{name: one, self: true}", "{name: two, self: true}"));
      agent.metricsAfter(1, "one", "two").shows("mxping_rounds_total{check=\"one\"} 1");

      agent.nowSaying("checks: []\n");
      agent.metricsWhen(
          "the mistake is seen", now -> now.value("mxping_config_last_reload_successful") == 0);
      agent.nowSaying(checks("{name: two, self: true}"));
      agent
          .metricsWhen("one is gone", now -> now.value("mxping_checks") == 1)
          .shows("mxping_config_last_reload_successful 1");
    }
  }

  @Test
  void aNewFileThatAnIncludeMatchesIsNoticed() throws Exception {
    String including = "include: [more.d/*.yaml]\n" + checks("{name: main, self: true}");

    try (var agent = AgentStory.watching(including)) {
      Path folder = Files.createDirectory(agent.folder().resolve("more.d"));
      Path file = folder.resolve("a.yaml");
      Files.writeString(file, "checks: [{name: included, self: true}]\n");
      agent.metricsAfter(1, "main", "included");

      Files.delete(file);
      agent.metricsWhen("it is gone", now -> now.value("mxping_checks") == 1);
    }
  }

  /**
   * {@code checks.yaml -> ..data/checks.yaml}, {@code ..data -> ..1}; the swap moves ..data only.
   */
  @Test
  void theSwapOfAConfigMapIsNoticed() throws Exception {
    try (var agent = AgentStory.watching(checks("{name: one, self: true}"))) {
      Path map = Files.createDirectory(agent.folder().resolve("map"));
      version(map, "..1", "checks: [{name: first, self: true}]\n");
      Files.createSymbolicLink(map.resolve("..data"), Path.of("..1"));
      Files.createSymbolicLink(map.resolve("more.yaml"), Path.of("..data", "more.yaml"));
      agent.nowSaying("include: [map/more.yaml]\n" + checks("{name: one, self: true}"));
      agent.metricsAfter(1, "one", "first");

      version(map, "..2", "checks: [{name: second, self: true}]\n");
      Path next = Files.createSymbolicLink(map.resolve("..data_tmp"), Path.of("..2"));
      Files.move(next, map.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);

      agent.metricsAfter(1, "one", "second").shows("mxping_checks 2");
    }
  }

  private static void version(Path map, String name, String text) throws Exception {
    Path folder = Files.createDirectory(map.resolve(name));
    Files.writeString(folder.resolve("more.yaml"), text);
  }

  @Test
  void aCertificateThatIsExchangedMakesAnotherCheck() throws Exception {
    String check = "{name: self, self: true}";
    String trusting = "{name: tls, self: true}";

    try (var agent = AgentStory.of("", checks(check, trusting))) {
      Path ca = agent.folder().resolve("ca.pem");
      Files.writeString(ca, Certificates.caPem());
      String file = checks(check, "{name: tls, host: 127.72.9.9, tls: {ca_file: ca.pem}}");
      assertThat(agent.reloading(file).body()).contains("1 changed (tls), 1 kept");

      Files.writeString(ca, Certificates.selfSigned("new.test").chainPem());
      assertThat(agent.post("/-/reload").body()).contains("1 changed (tls), 1 kept");

      Files.writeString(ca, "nothing of use\n");
      assertThat(agent.post("/-/reload").statusCode()).isEqualTo(500);
    }
  }

  /** Its host hangs in the midst of the dialogue while the check is taken away. */
  @Test
  void aRoundThatOutlastsItsCheckLeavesNoTrace() throws Exception {
    String slow = "S: 220 mx\nC: EHLO probe.test\nS! pause 1500ms\nS: 250 mx\nC: QUIT\nS: 221 bye";
    try (var mx = ScriptedSmtp.on("127.72.2.1", 0).playing(slow);
        var agent =
            AgentStory.of(
                "", checks("{name: self, self: true}", "{name: slow, host: 127.72.2.1}"), mx)) {
      Polling.until("in a dialogue", mx::transcript, text -> text.contains("C: EHLO"));
      assertThat(agent.reloading(checks("{name: self, self: true}")).statusCode()).isEqualTo(200);

      mx.awaitSessions(1, Polling.PATIENCE);
      Polling.until(
          "the dialogue has ended",
          agent::metrics,
          now -> now.value("mxping_probes_in_flight") == 0);
      assertThat(agent.get("/metrics").body()).doesNotContain("check=\"slow\"");
      assertThat(agent.post("/-/reload").body()).contains("1 kept");
    }
  }

  @Test
  void newMannersHoldAtOnce() throws Exception {
    String file =
        """
        probe: {helo: probe.test, own_networks: [], gap: %s}
        defaults: {every: 3s, port: "${PORT}"}
        checks:
          - {name: a, host: 127.72.3.1}
          - {name: b, host: 127.72.3.1, tls: {mode: off}}
        """;

    try (var mx = ScriptedSmtp.on("127.72.3.1", 0).answering(rcpt -> "250 ok");
        var agent = AgentStory.of("", file.formatted("1h"), mx)) {
      Polling.until("the first is served", mx::sessions, sessions -> !sessions.isEmpty());

      assertThat(agent.reloading(file.formatted("10ms")).body())
          .isEqualTo("0 added, 0 removed, 0 changed, 2 kept, new manners under `probe`\n");

      agent.metricsAfter(1, "a", "b");
    }
  }

  /** Of 400 checks, each due every second, one is edited again and again. */
  @Test
  void reloadsUnderLoadLoseNoRoundOfTheOthers() throws Exception {
    try (var agent = AgentStory.of("", many(0))) {
      agent.metricsWhen("all have begun", now -> rounds(now, 1, 399));

      for (int edit = 1; edit <= 5; edit++) {
        assertThat(agent.reloading(many(edit)).body())
            .isEqualTo("0 added, 0 removed, 1 changed (c0), 399 kept\n");
      }

      Scraped now = agent.metricsWhen("all go on", later -> rounds(later, 4, 399));
      assertThat(now.samples())
          .filteredOn(sample -> sample.name().equals("mxping_rounds_skipped_total"))
          .hasSize(400 * 3)
          .allMatch(sample -> sample.value().equals("0"));
    }
  }

  private static String many(int edit) {
    return "defaults: {every: 1s}\nchecks:\n"
        + "  - {name: c0, self: true, labels: {edit: \"%d\"}}\n".formatted(edit)
        + IntStream.range(1, 400)
            .mapToObj(i -> "  - {name: c%d, self: true}\n".formatted(i))
            .collect(Collectors.joining());
  }

  /** Whether so many checks, besides the one that is edited, have had so many rounds. */
  private static boolean rounds(Scraped now, int least, int checks) {
    return now.samples().stream()
            .filter(sample -> sample.name().equals("mxping_rounds_total"))
            .filter(sample -> !"c0".equals(sample.labels().get("check")))
            .filter(sample -> Double.parseDouble(sample.value()) >= least)
            .count()
        == checks;
  }
}
