package mxping.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The manifests as they stand there; as kustomize renders them, in {@code mxping.real}. */
class ManifestsTest {
  /** What kustomize and the agent read. */
  private static final Set<String> OTHERS = Set.of("kustomization.yaml", "checks.yaml");

  @Test
  void eachFileIsWhatItClaimsToBe() {
    List<HasMetadata> objects =
        Deployed.below("kubernetes", name -> name.endsWith(".yaml") && !OTHERS.contains(name))
            .stream()
            .flatMap(file -> Manifests.read(file.text()).objects().stream())
            .toList();

    assertThat(objects)
        .extracting(HasMetadata::getKind)
        .contains(
            "Deployment",
            "NetworkPolicy",
            "PodDisruptionBudget",
            "PodMonitor",
            "PrometheusRule",
            "Service",
            "ServiceAccount",
            "ServiceMonitor",
            "StatefulSet");
  }

  @Test
  void theAgentKeepsToTheRestrictedProfile() {
    PodSpec pod = pod("kubernetes/base/deployment.yaml");

    assertThat(PodSecurity.containers(pod))
        .hasSize(1)
        .allSatisfy(container -> assertThat(PodSecurity.restricted(pod, container)).isEmpty());
  }

  @Test
  void aMemberOfAClusterKeepsToItAndIsAskedWhatOneAloneIs() {
    PodSpec alone = pod("kubernetes/base/deployment.yaml");
    PodSpec member =
        Manifests.read(Deployed.at("kubernetes/overlays/cluster/statefulset.yaml").text())
            .only(StatefulSet.class)
            .getSpec()
            .getTemplate()
            .getSpec();

    assertThat(PodSecurity.containers(member))
        .singleElement()
        .satisfies(
            container -> {
              Container other = alone.getContainers().getFirst();
              assertThat(PodSecurity.restricted(member, container)).isEmpty();
              assertThat(container.getArgs()).isEqualTo(other.getArgs());
              assertThat(container.getReadinessProbe()).isEqualTo(other.getReadinessProbe());
              assertThat(container.getLivenessProbe()).isEqualTo(other.getLivenessProbe());
              assertThat(container.getStartupProbe()).isEqualTo(other.getStartupProbe());
            });
    assertThat(member.getTerminationGracePeriodSeconds())
        .isEqualTo(alone.getTerminationGracePeriodSeconds());
  }

  @Test
  void besideAMailHostItKeepsToItToo() {
    PodSpec patch = pod("kubernetes/overlays/sidecar/mxping.yaml");

    assertThat(PodSecurity.containers(patch))
        .hasSize(1)
        .allSatisfy(container -> assertThat(PodSecurity.restricted(patch, container)).isEmpty());
  }

  @Test
  void whatBreaksAProfileIsTold() {
    PodSpec pod = new PodSpec();
    pod.setHostNetwork(true);

    assertThat(PodSecurity.restricted(pod, new Container()))
        .containsExactly(
            "allowPrivilegeEscalation is not false",
            "not all capabilities are dropped",
            "no seccomp profile",
            "shares a namespace with the host",
            "runAsNonRoot is not true");
  }

  @Test
  void aFieldThatThereIsNotIsAnError() {
    String typo = Deployed.at("kubernetes/base/service.yaml").text().replace("port:", "prot:");

    assertThatThrownBy(() -> Manifests.read(typo))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("Unrecognized field \"prot\"");
  }

  private static PodSpec pod(String file) {
    return Manifests.read(Deployed.at(file).text())
        .only(Deployment.class)
        .getSpec()
        .getTemplate()
        .getSpec();
  }
}
