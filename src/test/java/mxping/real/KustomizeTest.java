package mxping.real;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRule;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.PodMonitor;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import mxping.deploy.Manifests;
import mxping.deploy.PodSecurity;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The overlays as the kustomize of Debian's kubectl renders them, which is an old one. {@code
 * .ci/run} unpacks it into {@code target/kubectl}.
 */
@Tag("real")
class KustomizeTest {
  private static final Path KUBECTL = Path.of("target/kubectl/usr/bin/kubectl");

  @RegisterExtension final Rig rig = new Rig();

  private Manifests rendered(String overlay) throws Exception {
    if (!Files.isExecutable(KUBECTL)) {
      throw new AssertionError("no " + KUBECTL + ": .ci/run unpacks it");
    }
    String folder = "deploy/kubernetes/overlays/" + overlay;
    Program.Ended done =
        Program.run(
            rig.directory(),
            "kubectl",
            List.of(KUBECTL.toString(), "kustomize", folder),
            Duration.ofSeconds(60));
    assertThat(done.exit()).as(done.err()).isZero();
    return Manifests.read(done.out());
  }

  @Test
  void standalone() throws Exception {
    Manifests all = rendered("standalone");
    PodTemplateSpec pod = pod(all);
    Map<String, String> labels = pod.getMetadata().getLabels();

    assertThat(all.objects()).hasSize(8);
    assertThat(PodSecurity.containers(pod.getSpec()))
        .allSatisfy(
            container -> assertThat(PodSecurity.restricted(pod.getSpec(), container)).isEmpty());
    hangsTogether(all, pod);
    assertThat(labels)
        .containsAllEntriesOf(all.only(Service.class).getSpec().getSelector())
        .containsAllEntriesOf(
            all.only(NetworkPolicy.class).getSpec().getPodSelector().getMatchLabels())
        .containsAllEntriesOf(
            all.only(PodDisruptionBudget.class).getSpec().getSelector().getMatchLabels());
    ServiceMonitor monitor = all.only(ServiceMonitor.class);
    Service service = all.only(Service.class);
    assertThat(service.getMetadata().getLabels())
        .containsAllEntriesOf(monitor.getSpec().getSelector().getMatchLabels());
    assertThat(monitor.getSpec().getEndpoints().getFirst().getPort())
        .isEqualTo(service.getSpec().getPorts().getFirst().getName());
    assertThat(all.only(PrometheusRule.class).getSpec().getGroups()).isNotEmpty();
  }

  @Test
  void besideAMailHost() throws Exception {
    Manifests all = rendered("sidecar");
    PodTemplateSpec pod = pod(all);
    Container mxping = pod.getSpec().getInitContainers().getFirst();
    Container postfix = pod.getSpec().getContainers().getFirst();

    assertThat(mxping.getRestartPolicy()).isEqualTo("Always");
    assertThat(PodSecurity.restricted(pod.getSpec(), mxping)).isEmpty();
    assertThat(PodSecurity.baseline(pod.getSpec(), postfix)).isEmpty();
    assertThat(PodSecurity.containers(pod.getSpec())).hasSize(2);
    hangsTogether(all, pod);
    String gate = mxping.getReadinessProbe().getHttpGet().getPath();
    assertThat(gate).startsWith("/-/checks/");
    assertThat(checks(all)).contains("name: " + gate.substring("/-/checks/".length()) + "\n");
    PodMonitor monitor = all.only(PodMonitor.class);
    assertThat(pod.getMetadata().getLabels())
        .containsAllEntriesOf(monitor.getSpec().getSelector().getMatchLabels())
        .containsAllEntriesOf(all.only(Service.class).getSpec().getSelector());
    assertThat(monitor.getSpec().getPodMetricsEndpoints().getFirst().getPort())
        .isEqualTo(mxping.getPorts().getFirst().getName());
  }

  @Test
  void aCluster() throws Exception {
    Manifests all = rendered("cluster");
    StatefulSet agents = all.only(StatefulSet.class);
    PodTemplateSpec pod = agents.getSpec().getTemplate();
    Map<String, String> labels = pod.getMetadata().getLabels();
    Service peers = service(all, "mxping-cluster");
    Service scraped = service(all, "mxping");

    assertThat(all.objects()).hasSize(9);
    assertThat(agents.getSpec().getReplicas()).isEqualTo(3);
    assertThat(labels).containsAllEntriesOf(agents.getSpec().getSelector().getMatchLabels());
    assertThat(PodSecurity.containers(pod.getSpec()))
        .allSatisfy(
            container -> assertThat(PodSecurity.restricted(pod.getSpec(), container)).isEmpty());
    hangsTogether(all, pod);
    assertThat(agents.getSpec().getServiceName()).isEqualTo(peers.getMetadata().getName());
    assertThat(checks(all)).contains("dns: " + peers.getMetadata().getName() + " ");
    assertThat(peers.getSpec().getClusterIP()).isEqualTo("None");
    assertThat(peers.getSpec().getPublishNotReadyAddresses()).isTrue();
    assertThat(labels)
        .containsAllEntriesOf(peers.getSpec().getSelector())
        .containsAllEntriesOf(scraped.getSpec().getSelector())
        .containsAllEntriesOf(
            all.only(PodDisruptionBudget.class).getSpec().getSelector().getMatchLabels());
    ServiceMonitor monitor = all.only(ServiceMonitor.class);
    String port = monitor.getSpec().getEndpoints().getFirst().getPort();
    assertThat(scraped.getMetadata().getLabels())
        .containsAllEntriesOf(monitor.getSpec().getSelector().getMatchLabels());
    assertThat(scraped.getSpec().getPorts().getFirst().getName()).isEqualTo(port);
    assertThat(peers.getSpec().getPorts().getFirst().getName()).isNotEqualTo(port);
    assertThat(all.only(PrometheusRule.class).getSpec().getGroups()).isNotEmpty();
  }

  @Test
  void onlyMembersReachThePortOfTheCluster() throws Exception {
    Manifests all = rendered("cluster");
    Map<String, String> labels =
        all.only(StatefulSet.class).getSpec().getTemplate().getMetadata().getLabels();
    NetworkPolicy policy = all.only(NetworkPolicy.class);
    List<NetworkPolicyIngressRule> rules = policy.getSpec().getIngress();

    assertThat(labels).containsAllEntriesOf(policy.getSpec().getPodSelector().getMatchLabels());
    assertThat(rules)
        .filteredOn(rule -> rule.getFrom().isEmpty())
        .flatExtracting(NetworkPolicyIngressRule::getPorts)
        .extracting(port -> port.getPort().getValue())
        .containsExactly("http");
    assertThat(rules)
        .filteredOn(rule -> !rule.getFrom().isEmpty())
        .singleElement()
        .satisfies(
            rule -> {
              assertThat(rule.getPorts())
                  .extracting(port -> port.getPort().getValue())
                  .containsExactly("cluster");
              assertThat(rule.getFrom())
                  .singleElement()
                  .satisfies(
                      from -> {
                        assertThat(from.getNamespaceSelector()).isNull();
                        assertThat(from.getPodSelector().getMatchLabels())
                            .isNotEmpty()
                            .isEqualTo(labels);
                      });
            });
  }

  private static Service service(Manifests all, String name) {
    return all.of(Service.class)
        .filter(service -> service.getMetadata().getName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static PodTemplateSpec pod(Manifests all) {
    Deployment deployment = all.only(Deployment.class);
    PodTemplateSpec pod = deployment.getSpec().getTemplate();
    assertThat(pod.getMetadata().getLabels())
        .containsAllEntriesOf(deployment.getSpec().getSelector().getMatchLabels());
    return pod;
  }

  private static String checks(Manifests all) {
    return all.of(ConfigMap.class)
        .filter(map -> map.getMetadata().getName().equals("mxping-checks"))
        .map(map -> map.getData().get("checks.yaml"))
        .findFirst()
        .orElseThrow();
  }

  /** What is mounted is there, under the name it has. */
  private static void hangsTogether(Manifests all, PodTemplateSpec pod) {
    PodSpec spec = pod.getSpec();
    Set<String> maps =
        all.of(ConfigMap.class).map(map -> map.getMetadata().getName()).collect(Collectors.toSet());
    Set<String> volumes =
        spec.getVolumes().stream().map(volume -> volume.getName()).collect(Collectors.toSet());
    assertThat(spec.getVolumes())
        .filteredOn(volume -> volume.getConfigMap() != null)
        .isNotEmpty()
        .allSatisfy(volume -> assertThat(maps).contains(volume.getConfigMap().getName()));
    assertThat(PodSecurity.containers(spec))
        .allSatisfy(
            container ->
                assertThat(container.getVolumeMounts())
                    .allSatisfy(mount -> assertThat(volumes).contains(mount.getName())));
    assertThat(checks(all)).contains("checks:");
  }
}
