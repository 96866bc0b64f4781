package mxping.deploy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.PodMonitor;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Kubernetes objects, read as what they claim to be: a field that their kind does not have is an
 * error, as is a kind that is not listed here.
 */
public record Manifests(List<HasMetadata> objects) {
  private static final Map<String, Class<? extends HasMetadata>> KINDS =
      Map.of(
          "v1/ConfigMap", ConfigMap.class,
          "v1/Service", Service.class,
          "v1/ServiceAccount", ServiceAccount.class,
          "apps/v1/Deployment", Deployment.class,
          "apps/v1/StatefulSet", StatefulSet.class,
          "networking.k8s.io/v1/NetworkPolicy", NetworkPolicy.class,
          "policy/v1/PodDisruptionBudget", PodDisruptionBudget.class,
          "monitoring.coreos.com/v1/PodMonitor", PodMonitor.class,
          "monitoring.coreos.com/v1/PrometheusRule", PrometheusRule.class,
          "monitoring.coreos.com/v1/ServiceMonitor", ServiceMonitor.class);

  private static final ObjectMapper STRICT =
      new ObjectMapper()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .setAnnotationIntrospector(new NothingAdditional());

  /** The model would keep what it does not know; here that is an error. */
  private static final class NothingAdditional extends JacksonAnnotationIntrospector {
    private static final long serialVersionUID = 1;

    @Override
    public Boolean hasAnySetter(Annotated annotated) {
      return false;
    }
  }

  /**
   * Reads the documents of a YAML stream.
   *
   * @throws AssertionError naming the object, where one is not what it claims to be
   */
  public static Manifests read(String yaml) {
    return new Manifests(Deployed.documents(yaml).stream().map(Manifests::object).toList());
  }

  private static HasMetadata object(JsonNode json) {
    String kind = json.path("apiVersion").asString() + "/" + json.path("kind").asString();
    Class<? extends HasMetadata> type = KINDS.get(kind);
    if (type == null) {
      throw new AssertionError("no such kind: " + kind);
    }
    try {
      return STRICT.readValue(json.toString(), type);
    } catch (JsonProcessingException e) {
      throw new AssertionError(kind + ": " + e.getMessage(), e);
    }
  }

  /** The objects of one kind. */
  public <T extends HasMetadata> Stream<T> of(Class<T> kind) {
    return objects.stream().filter(kind::isInstance).map(kind::cast);
  }

  /** The only object of its kind. */
  public <T extends HasMetadata> T only(Class<T> kind) {
    List<T> found = of(kind).toList();
    if (found.size() != 1) {
      throw new AssertionError(found.size() + " of " + kind.getSimpleName());
    }
    return found.getFirst();
  }
}
