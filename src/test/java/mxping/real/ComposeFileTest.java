package mxping.real;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import mxping.deploy.Deployed;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The compose file by the schema of Debian's docker-compose, which {@code .ci/run} unpacks into
 * {@code target/docker-compose}, and what it starts.
 */
@Tag("real")
class ComposeFileTest {
  private static final Path FOLDER = Path.of("deploy/compose");
  private static final Path SCHEMA =
      Path.of("target/docker-compose/usr/lib/python3/dist-packages/compose/config")
          .resolve("compose_spec.json");

  @RegisterExtension final Rig rig = new Rig();

  @Test
  void itIsOne() {
    assertThat(problems(composed())).isEmpty();
  }

  @Test
  void aKeyThatThereIsNotIsTold() {
    ObjectNode composed = composed();
    ((ObjectNode) composed.at("/services/mxping")).put("mem_limits", "256m");

    assertThat(problems(composed)).singleElement().asString().contains("mem_limits");
  }

  /** Without its name, which is newer than this schema. */
  private static ObjectNode composed() {
    ObjectNode composed = (ObjectNode) Deployed.at("compose/compose.yaml").yaml();
    assertThat(composed.remove("name").asString()).isEqualTo("mxping");
    return composed;
  }

  private static List<String> problems(JsonNode composed) {
    JsonNode schema = new JsonMapper().readTree(SCHEMA);
    withoutNames(schema);
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2019_09)
        .getSchema(schema)
        .validate(composed)
        .stream()
        .map(Error::toString)
        .toList();
  }

  /** It names its parts as drafts of JSON Schema before its own did. */
  private static void withoutNames(JsonNode schema) {
    if (schema.path("id").isString()) {
      ((ObjectNode) schema).remove("id");
    }
    schema.forEach(ComposeFileTest::withoutNames);
  }

  private record Mount(Path source, Path target) {}

  /** Files and folders that are lent to containers; not the volumes. */
  private static Stream<Mount> mounts() {
    return composed()
        .get("services")
        .valueStream()
        .flatMap(service -> service.path("volumes").valueStream())
        .map(mount -> mount.asString().split(":", -1))
        .filter(parts -> parts[0].startsWith("."))
        .map(
            parts ->
                new Mount(
                    FOLDER.resolve(parts[0]).toAbsolutePath().normalize(), Path.of(parts[1])));
  }

  @Test
  void itsPrometheusFindsItsRules() throws Exception {
    Path etc = rig.directory();
    for (Mount mount :
        mounts().filter(mount -> mount.target().startsWith("/etc/prometheus")).toList()) {
      Files.createSymbolicLink(etc.resolve(mount.target().getFileName()), mount.source());
    }

    Program.Ended checked =
        Program.run(
            rig.directory(),
            "promtool",
            List.of("promtool", "check", "config", etc.resolve("prometheus.yml").toString()),
            Duration.ofSeconds(60));

    assertThat(checked.exit()).as(checked.out() + checked.err()).isZero();
    assertThat(checked.out()).contains("rules/alerts.yml").contains("rules found");
  }

  /** No engine: what it starts, out of Debian's packages, on its network and under its names. */
  @Test
  void whatItStartsPagesWhenItsPostfixStops() throws Exception {
    Path mounts =
        Files.write(
            rig.directory().resolve("mounts"),
            mounts().map(mount -> mount.source() + " " + mount.target()).toList());
    Program.Ended ended =
        Program.run(
            rig.directory(),
            "compose",
            List.of(
                "env",
                "MXPING=" + Distribution.built().orElseThrow().home(),
                "MXPING_ARGS=" + command("mxping"),
                "PROMETHEUS_ARGS=" + command("prometheus"),
                "unshare",
                "--net",
                "--mount",
                "sh",
                "src/test/resources/real/compose.sh",
                mounts.toString()),
            Duration.ofMinutes(3));

    assertThat(ended.exit()).as(ended.out() + ended.err()).isZero();
    assertThat(ended.out()).contains("/page firing: ", "postfix: connect_refused", "Next: ");
  }

  private static String command(String service) {
    return composed().at("/services/" + service + "/command").values().stream()
        .map(JsonNode::asString)
        .collect(joining(" "));
  }
}
