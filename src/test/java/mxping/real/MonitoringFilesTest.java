package mxping.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import mxping.deploy.Deployed;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The files for Prometheus and Alertmanager, as their own tools judge them. */
@Tag("real")
class MonitoringFilesTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @RegisterExtension final Rig rig = new Rig();

  @Test
  void theRulesHold() throws Exception {
    assertThat(promtool(List.of("check", "rules", "--lint-fatal"), "prometheus/rules").exit())
        .isZero();
  }

  @Test
  void eachAlertFiresWhereItMustAndOnlyThere() throws Exception {
    Program.Ended tested = promtool(List.of("test", "rules"), "prometheus/tests");

    assertThat(tested.exit()).as(tested.out() + tested.err()).isZero();
    assertThat(tested.out()).contains("SUCCESS").doesNotContain("FAILED");
  }

  private Program.Ended promtool(List<String> verb, String folder) throws Exception {
    List<String> command = new ArrayList<>(List.of("promtool"));
    command.addAll(verb);
    Deployed.below(folder, name -> name.endsWith(".yml"))
        .forEach(file -> command.add(file.path().toString()));
    return Program.run(rig.directory(), "promtool", command, PATIENCE);
  }

  @Test
  void theScrapeConfigurations() throws Exception {
    for (String name : List.of("prometheus.yml", "prometheus-probe.yml")) {
      config(Deployed.at("prometheus/" + name).path());
    }
  }

  /** Debian builds its Prometheus without the discovery of Kubernetes: all but that is judged. */
  @Test
  void theScrapeConfigurationForKubernetes() throws Exception {
    String text = Deployed.at("prometheus/prometheus-kubernetes.yml").text();
    String without =
        text.replaceAll(
            "kubernetes_sd_configs:\n( *)- role: (pod|endpoints)\n",
            "static_configs:\n$1- targets: [localhost:1]\n");
    assertThat(without).isNotEqualTo(text);
    Path directory = rig.directory();
    Files.createSymbolicLink(
        directory.resolve("rules"), Deployed.at("prometheus/rules").path().toAbsolutePath());

    config(Files.writeString(directory.resolve("prometheus.yml"), without));
  }

  private void config(Path file) throws Exception {
    Program.Ended checked =
        Program.run(
            rig.directory(),
            "promtool",
            List.of("promtool", "check", "config", file.toString()),
            PATIENCE);
    assertThat(checked.exit()).as(checked.out() + checked.err()).isZero();
  }

  @Test
  void theAlertmanagersConfigurations() throws Exception {
    for (Deployed file : Deployed.below("", name -> name.equals("alertmanager.yml"))) {
      Program.Ended checked =
          Program.run(
              rig.directory(),
              "amtool",
              List.of("amtool", "check-config", file.toString()),
              PATIENCE);
      assertThat(checked.exit()).as(checked.out() + checked.err()).isZero();
    }
  }
}
