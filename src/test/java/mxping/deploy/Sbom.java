package mxping.deploy;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A software bill of materials in the form of CycloneDX.
 *
 * @param root the reference of what it is the bill of
 * @param components all libraries, by their references
 * @param dependencies the references of what each asks for itself
 */
public record Sbom(
    String root, Map<String, Component> components, Map<String, List<String>> dependencies) {

  /** A library; its licences by their SPDX identifiers, or by name where they have none. */
  public record Component(String group, String name, String version, Set<String> licences) {

    public String coordinates() {
      return group + ":" + name + ":" + version;
    }
  }

  /** Reads the JSON form. */
  public static Sbom read(Path file) {
    JsonNode bom = JsonMapper.shared().readTree(file);
    return new Sbom(
        bom.at("/metadata/component/bom-ref").asString(),
        bom.get("components")
            .valueStream()
            .collect(toMap(part -> part.get("bom-ref").asString(), Sbom::component)),
        bom.get("dependencies")
            .valueStream()
            .collect(toMap(edges -> edges.get("ref").asString(), Sbom::targets)));
  }

  private static Component component(JsonNode part) {
    return new Component(
        part.path("group").asString(),
        part.get("name").asString(),
        part.get("version").asString(),
        part.path("licenses").valueStream().map(Sbom::licence).collect(toSet()));
  }

  private static String licence(JsonNode choice) {
    return Stream.of(choice.at("/license/id"), choice.at("/license/name"), choice.at("/expression"))
        .filter(JsonNode::isString)
        .map(JsonNode::asString)
        .findFirst()
        .orElseThrow();
  }

  private static List<String> targets(JsonNode edges) {
    return edges.path("dependsOn").valueStream().map(JsonNode::asString).toList();
  }

  /** What is asked for by name. */
  public Set<Component> direct() {
    return dependencies.getOrDefault(root, List.of()).stream()
        .map(components::get)
        .collect(toSet());
  }

  /** What a library brings with it, be it far below. */
  public Set<Component> below(Component above) {
    Set<String> found = new HashSet<>();
    Deque<String> open = new ArrayDeque<>();
    components.forEach(
        (reference, component) -> {
          if (component.equals(above)) {
            open.add(reference);
          }
        });
    while (!open.isEmpty()) {
      for (String next : dependencies.getOrDefault(open.remove(), List.of())) {
        if (found.add(next)) {
          open.add(next);
        }
      }
    }
    return found.stream().map(components::get).collect(toSet());
  }
}
