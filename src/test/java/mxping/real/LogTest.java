package mxping.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The log of an agent from its begin to its end. */
@Tag("real")
class LogTest {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String CHECKS = "checks:\n  - {name: self, self: true, every: 1s}\n";

  @RegisterExtension final Rig rig = new Rig();

  /** What an agent with these flags logs until it has told the state of its check and is ended. */
  private Program.Ended logged(String... flags) throws Exception {
    Path directory = rig.directory();
    Path file = Files.writeString(directory.resolve("checks.yaml"), CHECKS);
    String[] arguments = new String[flags.length + 1];
    arguments[0] = "--config.file=" + file;
    System.arraycopy(flags, 0, arguments, 1, flags.length);
    Program agent = RealAgent.launch(directory, Map.of(), arguments);
    rig.keep(agent::stop);
    Eventually.within(SOON, () -> assertThat(agent.err()).contains("self: ok: "));
    agent.signal("TERM");
    return agent.end(SOON);
  }

  @Test
  void everyLineIsAnObject() throws Exception {
    Program.Ended ended = logged("--log.format=json", "--log.level=debug");

    List<JsonNode> lines =
        ended.err().lines().map(line -> new JsonMapper().readTree(line)).toList();
    assertThat(lines)
        .allSatisfy(
            line -> {
              assertThat(line.propertyNames())
                  .containsExactly("time", "level", "logger", "message");
              OffsetDateTime.parse(line.get("time").asString());
            });
    assertThat(lines)
        .extracting(line -> line.get("level").asString() + " " + line.get("message").asString())
        .anyMatch(line -> line.startsWith("info watching 1 check, listening on 127.0.0.1:"))
        .contains("info self: ok: self did all that was expected.")
        .anyMatch(line -> line.startsWith("debug self: self ok none at ehlo: 250 "))
        .contains("info stopping, open dialogues may end");
    assertThat(ended.out()).isEmpty();
  }

  @Test
  void textIsTheUsualAndLibrariesAreSilent() throws Exception {
    Program.Ended ended = logged();

    assertThat(ended.err().lines())
        .satisfiesExactly(
            line -> assertThat(line).matches("\\S+ INFO watching 1 check, listening on \\S+"),
            line -> assertThat(line).matches("\\S+ INFO self: ok: self did all .*"),
            line -> assertThat(line).matches("\\S+ INFO stopping, open dialogues may end"));
    assertThat(OffsetDateTime.parse(ended.err().split(" ", 2)[0])).isNotNull();
  }

  @Test
  void whoWantsLessGetsLess() throws Exception {
    Path directory = rig.directory();
    Path file = Files.writeString(directory.resolve("checks.yaml"), CHECKS);
    int port = Loopback.freePort();
    Program agent =
        RealAgent.launch(
            directory,
            Map.of(),
            "--config.file=" + file,
            "--log.level=error",
            "--web.listen-address=127.0.0.1:" + port);
    rig.keep(agent::stop);
    Loopback.awaitListening("127.0.0.1", port, SOON);

    Program.Ended health =
        Program.run(
            rig.directory(), "health", health("http://127.0.0.1:" + port + "/-/healthy"), SOON);
    agent.signal("TERM");

    assertThat(health).isEqualTo(new Program.Ended(0, "", ""));
    assertThat(agent.end(SOON)).isEqualTo(new Program.Ended(0, "", ""));
  }

  private static List<String> health(String url) {
    return Stream.concat(RealAgent.program().stream(), Stream.of("health", url)).toList();
  }
}
