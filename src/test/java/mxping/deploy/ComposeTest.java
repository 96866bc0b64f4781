package mxping.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import mxping.deploy.Compose.Build;
import mxping.deploy.Compose.Mount;
import mxping.deploy.Compose.Port;
import mxping.deploy.Compose.Service;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** The compose file names what there is. No engine runs it here. */
class ComposeTest {
  private static final Path FOLDER = Path.of("deploy/compose");
  private static final Deployed FILE = Deployed.at("compose/compose.yaml");

  private final Compose compose = Compose.read(FILE);
  private final Dockerfile image = Dockerfile.read(Deployed.at("container/Dockerfile"));

  private Service service(String name) {
    return Objects.requireNonNull(compose.services().get(name), name);
  }

  @Test
  void aKeyThatNobodyKnowsIsAnError() {
    JsonNode misspelt = FILE.yaml();
    String text = misspelt.toString().replace("\"read_only\"", "\"readonly\"");

    assertThatThrownBy(() -> Compose.parse(text))
        .isInstanceOf(UnrecognizedPropertyException.class)
        .hasMessageContaining("readonly");
  }

  @Test
  void theWholeIsThere() {
    assertThat(compose.services())
        .containsOnlyKeys("mxping", "postfix", "prometheus", "alertmanager", "pager", "grafana");
  }

  @Test
  void whatIsBuiltIsHereAndWhatIsNotHasAVersion() {
    assertThat(compose.services().values())
        .allSatisfy(
            service -> {
              Build build = service.build();
              if (build == null) {
                assertThat(service.image()).matches(".+:[^:]+").doesNotEndWith(":latest");
              } else {
                assertThat(FOLDER.resolve(build.context()).resolve(build.dockerfile()))
                    .isRegularFile();
              }
            });
  }

  @Test
  void whatIsMountedIsHereAndCannotBeWritten() {
    List<Mount> here =
        compose.services().values().stream()
            .flatMap(service -> service.volumes().stream())
            .filter(mount -> !compose.volumes().containsKey(mount.source()))
            .toList();

    assertThat(here)
        .hasSizeGreaterThan(7)
        .allMatch(Mount::readOnly)
        .allSatisfy(mount -> assertThat(FOLDER.resolve(mount.source())).exists());
  }

  @Test
  void eachNetworkIsDeclared() {
    assertThat(compose.services().values())
        .allSatisfy(
            service ->
                assertThat(service.networks())
                    .isNotEmpty()
                    .isSubsetOf(compose.networks().keySet()));
  }

  /** What is published is what is listened on, and nobody but this machine reaches it. */
  @Test
  void portsAreThoseListenedOn() {
    assertThat(published("mxping")).isEqualTo(image.port());
    assertThat(published("prometheus")).isEqualTo(9090);
    assertThat(published("alertmanager")).isEqualTo(9093);
    assertThat(published("grafana")).isEqualTo(3000);
    assertThat(service("postfix").ports()).isEmpty();
  }

  private int published(String name) {
    List<Port> ports = service(name).ports();
    assertThat(ports).singleElement().matches(port -> port.published() == port.target());
    assertThat(ports.getFirst().address()).isEqualTo("127.0.0.1");
    return ports.getFirst().target();
  }

  @Test
  void theImageSaysItselfWhetherItIsHealthy() {
    assertThat(image.health()).startsWith(image.entrypoint().toArray(String[]::new));
    assertThat(image.health()).endsWith("health").hasSize(image.entrypoint().size() + 1);
  }

  @Test
  void theAgentIsShutIn() {
    Service mxping = service("mxping");

    assertThat(mxping.readOnly()).isTrue();
    assertThat(mxping.droppedCapabilities()).containsExactly("ALL");
    assertThat(mxping.securityOptions()).containsExactly("no-new-privileges:true");
    assertThat(mxping.memory()).isEqualTo("256m");
  }

  @Test
  void eachFindsItsConfigurationWhereItIsMounted() {
    assertThat(configuration("mxping")).isEqualTo(FOLDER.resolve("checks.yaml"));
    assertThat(configuration("prometheus")).isEqualTo(FOLDER.resolve("prometheus.yml"));
    assertThat(inside("prometheus", "/etc/prometheus/rules/alerts.yml")).isRegularFile();
    assertThat(inside("alertmanager", "/etc/alertmanager/alertmanager.yml")).isRegularFile();
    String home = service("grafana").environment().get("GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH");
    assertThat(inside("grafana", Objects.requireNonNull(home))).isRegularFile();
    assertThat(inside("pager", service("pager").command().getLast())).isRegularFile();
  }

  private Path configuration(String name) {
    String flag = "--config.file=";
    return inside(
        name,
        service(name).command().stream()
            .filter(word -> word.startsWith(flag))
            .map(word -> word.substring(flag.length()))
            .findFirst()
            .orElseThrow());
  }

  /** What a container sees at this path, here. */
  private Path inside(String name, String path) {
    return service(name).volumes().stream()
        .filter(mount -> Path.of(path).startsWith(mount.target()))
        .map(
            mount ->
                FOLDER
                    .resolve(mount.source())
                    .resolve(Path.of(mount.target()).relativize(Path.of(path))))
        .findFirst()
        .orElseThrow(() -> new AssertionError(name + " has nothing at " + path))
        .normalize();
  }

  /** Out of each container to the others: names and ports as the files there have them. */
  @Test
  void theyFindEachOther() throws Exception {
    JsonNode prometheus = Deployed.at("compose/prometheus.yml").yaml();

    assertThat(prometheus.at("/scrape_configs/0/static_configs/0/targets/0").asString())
        .isEqualTo("mxping:" + image.port());
    assertThat(prometheus.at("/alerting/alertmanagers/0/static_configs/0/targets/0").asString())
        .isEqualTo("alertmanager:" + published("alertmanager"));
    assertThat(service("grafana").environment().get("PROMETHEUS_URL"))
        .isEqualTo("http://prometheus:" + published("prometheus"));
    assertThat(Deployed.at("compose/alertmanager.yml").text().replace("pager:", "localhost:"))
        .isEqualTo(Deployed.at("alertmanager/alertmanager.yml").text());
    assertThat(Files.readString(FOLDER.resolve("pager.py")))
        .contains("HTTPServer((\"\", " + pagerPort() + ")");
  }

  private static String pagerPort() {
    List<String> ports =
        Pattern.compile("http://pager:(\\d+)/")
            .matcher(Deployed.at("compose/alertmanager.yml").text())
            .results()
            .map(match -> match.group(1))
            .distinct()
            .toList();
    assertThat(ports).hasSize(1);
    return ports.getFirst();
  }

  @Test
  void theAgentLooksAtThePostfixNextDoor() {
    JsonNode checks = Deployed.at("compose/checks.yaml").yaml();
    Compose.Network mail = Objects.requireNonNull(compose.networks().get("mail"));

    assertThat(Stream.of("mxping", "postfix"))
        .allMatch(at -> service(at).networks().contains("mail"));
    assertThat(checks.at("/checks/1/host").asString()).isIn(compose.services().keySet());
    assertThat(Dockerfile.read(Deployed.at("compose/postfix/Dockerfile")).port()).isEqualTo(25);
    assertThat(mail.ipam().config())
        .singleElement()
        .extracting(Compose.Network.Subnet::subnet)
        .isIn(checks.at("/probe/own_networks").valueStream().map(JsonNode::asString).toList());
  }

  @Test
  void thePostfixIsTheOneOfTheSidecar() {
    assertThat(Deployed.at("compose/postfix/main.cf").text())
        .isEqualTo(Deployed.at("kubernetes/overlays/sidecar/main.cf").text());
  }
}
