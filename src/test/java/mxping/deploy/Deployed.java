package mxping.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MappingIterator;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** A file under {@code deploy}. */
public record Deployed(Path path) {
  private static final YAMLMapper YAML = new YAMLMapper();

  /** The file at a path below {@code deploy}. */
  public static Deployed at(String path) {
    return new Deployed(Path.of("deploy").resolve(path));
  }

  /** All files below a folder of {@code deploy} whose name fits, in order. */
  public static List<Deployed> below(String folder, Predicate<String> name) {
    try (Stream<Path> files = Files.walk(Path.of("deploy").resolve(folder))) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> name.test(file.getFileName().toString()))
          .sorted()
          .map(Deployed::new)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String text() {
    try {
      return Files.readString(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Its only document; JSON is YAML too. */
  public JsonNode yaml() {
    List<JsonNode> documents = documents();
    if (documents.size() != 1) {
      throw new AssertionError(path + " has " + documents.size() + " documents");
    }
    return documents.getFirst();
  }

  public List<JsonNode> documents() {
    return documents(text());
  }

  /** The documents of a YAML stream. */
  public static List<JsonNode> documents(String yaml) {
    try (MappingIterator<JsonNode> documents = YAML.readerFor(JsonNode.class).readValues(yaml)) {
      return documents.readAll().stream().filter(document -> !document.isNull()).toList();
    }
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
