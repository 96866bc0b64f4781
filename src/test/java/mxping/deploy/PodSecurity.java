package mxping.deploy;

import io.fabric8.kubernetes.api.model.Capabilities;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.SeccompProfile;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.Volume;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The rules of the pod security standards, as far as they concern what is shipped. */
public final class PodSecurity {
  private static final Set<String> BASELINE_CAPABILITIES =
      Set.of(
          "AUDIT_WRITE",
          "CHOWN",
          "DAC_OVERRIDE",
          "FOWNER",
          "FSETID",
          "KILL",
          "MKNOD",
          "NET_BIND_SERVICE",
          "SETFCAP",
          "SETGID",
          "SETPCAP",
          "SETUID",
          "SYS_CHROOT");

  private final PodSpec pod;
  private final List<String> breaches = new ArrayList<>();

  private PodSecurity(PodSpec pod) {
    this.pod = pod;
  }

  /** All containers of a pod, those that run first too. */
  public static Stream<Container> containers(PodSpec pod) {
    return Stream.concat(pod.getInitContainers().stream(), pod.getContainers().stream());
  }

  /** What of a pod and one container of it breaks the restricted profile. */
  public static List<String> restricted(PodSpec pod, Container container) {
    PodSecurity rules = new PodSecurity(pod);
    rules.baseline(container, Set.of("NET_BIND_SERVICE"));
    rules.demand(
        Boolean.TRUE.equals(
            rules.either(
                container, PodSecurityContext::getRunAsNonRoot, SecurityContext::getRunAsNonRoot)),
        "runAsNonRoot is not true");
    Long user =
        rules.either(container, PodSecurityContext::getRunAsUser, SecurityContext::getRunAsUser);
    rules.demand(user == null || user != 0, "runAsUser is 0");
    return rules.breaches;
  }

  /** What breaks the baseline profile, and what the restricted one asks besides of a root user. */
  public static List<String> baseline(PodSpec pod, Container container) {
    PodSecurity rules = new PodSecurity(pod);
    rules.baseline(container, BASELINE_CAPABILITIES);
    return rules.breaches;
  }

  private void baseline(Container container, Set<String> addable) {
    SecurityContext own = context(container);
    Capabilities capabilities = Objects.requireNonNullElse(own.getCapabilities(), NONE);
    demand(!Boolean.TRUE.equals(own.getPrivileged()), "privileged");
    demand(
        Boolean.FALSE.equals(own.getAllowPrivilegeEscalation()),
        "allowPrivilegeEscalation is not false");
    demand(capabilities.getDrop().contains("ALL"), "not all capabilities are dropped");
    demand(addable.containsAll(capabilities.getAdd()), "adds " + capabilities.getAdd());
    SeccompProfile seccomp =
        either(
            container, PodSecurityContext::getSeccompProfile, SecurityContext::getSeccompProfile);
    demand(seccomp != null && "RuntimeDefault".equals(seccomp.getType()), "no seccomp profile");
    demand(container.getPorts().stream().allMatch(port -> port.getHostPort() == null), "host port");
    demand(
        Stream.of(pod.getHostNetwork(), pod.getHostPID(), pod.getHostIPC())
            .noneMatch(Boolean.TRUE::equals),
        "shares a namespace with the host");
    demand(pod.getVolumes().stream().allMatch(PodSecurity::harmless), "a volume of the host's");
  }

  private static final Capabilities NONE = new Capabilities();

  private static boolean harmless(Volume volume) {
    return Stream.of(
            volume.getConfigMap(),
            volume.getSecret(),
            volume.getEmptyDir(),
            volume.getProjected(),
            volume.getDownwardAPI())
        .anyMatch(Objects::nonNull);
  }

  private static SecurityContext context(Container container) {
    return Objects.requireNonNullElseGet(container.getSecurityContext(), SecurityContext::new);
  }

  private <T> @Nullable T either(
      Container container,
      Function<PodSecurityContext, @Nullable T> ofPod,
      Function<SecurityContext, @Nullable T> ofContainer) {
    T own = ofContainer.apply(context(container));
    PodSecurityContext all = pod.getSecurityContext();
    return own != null || all == null ? own : ofPod.apply(all);
  }

  private void demand(boolean holds, String otherwise) {
    if (!holds) {
      breaches.add(otherwise);
    }
  }
}
