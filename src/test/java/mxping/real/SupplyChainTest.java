package mxping.real;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import mxping.deploy.Ingredient;
import mxping.deploy.Sbom;
import mxping.deploy.Sbom.Component;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What the distribution is made of: each part is known, is there for a reason that {@code
 * deploy/README.md} gives, and comes under a licence that is told.
 */
@Tag("dist")
class SupplyChainTest {
  private final Path home = Distribution.built().orElseThrow().home();
  private final Sbom sbom = Sbom.read(home.resolve("sbom.cdx.json"));
  private final List<Ingredient> table = Ingredient.all();

  @Test
  void everyJarIsInTheSbom() throws IOException {
    try (Stream<Path> files = Files.list(home.resolve("lib"))) {
      List<String> jars =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith(".jar") && !name.startsWith("mxping-"))
              .toList();

      assertThat(jars)
          .hasSameSizeAs(sbom.components().values())
          .allSatisfy(
              jar ->
                  assertThat(sbom.components().values())
                      .anyMatch(part -> jar.startsWith(part.name() + "-" + part.version())));
    }
  }

  @Test
  void everyPartHasALicenceThatIsTold() throws IOException {
    String licences = Files.readString(home.resolve("THIRD-PARTY.txt"));

    assertThat(sbom.components().values())
        .allSatisfy(
            part -> {
              assertThat(part.licences()).as(part.toString()).isNotEmpty();
              assertThat(licences.lines())
                  .filteredOn(line -> line.contains("(" + part.coordinates() + " - "))
                  .singleElement()
                  .asString()
                  .matches(" +(\\([A-Z]\\S+\\) )+.*");
            });
    assertThat(home.resolve("runtime/legal/java.base/LICENSE")).isNotEmptyFile();
  }

  @Test
  void everyDependencyHasAReason() {
    assertThat(table).allSatisfy(row -> assertThat(row.reason()).isNotBlank());
    assertThat(table.stream().flatMap(row -> row.artifacts().stream()))
        .containsExactlyInAnyOrderElementsOf(
            sbom.direct().stream().map(Component::name).collect(toSet()));
  }

  @Test
  void whatADependencyBringsWithItIsTold() {
    assertThat(table)
        .allSatisfy(
            row -> assertThat(row.brings()).as(row.artifacts().toString()).isEqualTo(brought(row)));
  }

  private Set<String> brought(Ingredient row) {
    return sbom.direct().stream()
        .filter(part -> row.artifacts().contains(part.name()))
        .flatMap(part -> sbom.below(part).stream())
        .filter(part -> !sbom.direct().contains(part))
        .map(Component::group)
        .collect(toSet());
  }
}
