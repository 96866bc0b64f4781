package mxping.deploy;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * A compose file, with what the one here uses of the Compose Specification: any other key is an
 * error, as is a value of another type.
 */
public record Compose(
    String name,
    Map<String, Service> services,
    Map<String, @Nullable Network> networks,
    Map<String, @Nullable Volume> volumes) {
  private static final YAMLMapper STRICT =
      YAMLMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  /** A container; it is pulled where it has only an image, and built where it says how. */
  public record Service(
      @Nullable String image,
      @Nullable Build build,
      List<String> command,
      Map<String, String> environment,
      @JsonProperty("read_only") boolean readOnly,
      @JsonProperty("cap_drop") List<String> droppedCapabilities,
      @JsonProperty("security_opt") List<String> securityOptions,
      @JsonProperty("mem_limit") @Nullable String memory,
      List<Port> ports,
      List<Mount> volumes,
      List<String> networks) {
    public Service {
      command = Objects.requireNonNullElse(command, List.of());
      environment = Objects.requireNonNullElse(environment, Map.of());
      droppedCapabilities = Objects.requireNonNullElse(droppedCapabilities, List.of());
      securityOptions = Objects.requireNonNullElse(securityOptions, List.of());
      ports = Objects.requireNonNullElse(ports, List.of());
      volumes = Objects.requireNonNullElse(volumes, List.of());
    }
  }

  /** Where an image is built, and from which file there. */
  public record Build(String context, String dockerfile) {
    /** The short form. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static Build in(String context) {
      return new Build(context, "Dockerfile");
    }
  }

  /** {@code ADDRESS:PORT:PORT}: what the host listens on, and where that leads in the container. */
  public record Port(String address, int published, int target) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static Port of(String text) {
      String[] parts = text.split(":", -1);
      return new Port(parts[0], Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
    }
  }

  /** {@code SOURCE:TARGET[:ro]}. */
  public record Mount(String source, String target, boolean readOnly) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static Mount of(String text) {
      String[] parts = text.split(":", -1);
      return new Mount(parts[0], parts[1], parts.length == 3 && parts[2].equals("ro"));
    }
  }

  /** A network; without a subnet the engine chooses one. */
  public record Network(Addresses ipam) {
    public record Addresses(List<Subnet> config) {}

    public record Subnet(String subnet) {}
  }

  /** A volume with nothing said of it. */
  public record Volume() {}

  public static Compose read(Deployed file) {
    return parse(file.text());
  }

  static Compose parse(String yaml) {
    return STRICT.readValue(yaml, Compose.class);
  }
}
