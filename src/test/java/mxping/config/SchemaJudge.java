package mxping.config;

import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.CoreSchema;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The schema of {@code checks.yaml} as an editor applies it, to YAML 1.2 (core schema) with anchors
 * resolved.
 */
public final class SchemaJudge {
  private static final JsonMapper JSON = new JsonMapper();
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
  private static final com.networknt.schema.Schema SCHEMA = REGISTRY.getSchema(text());

  private SchemaJudge() {}

  static String text() {
    try {
      return Schema.text();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The schema as a tree. */
  static JsonNode tree() {
    return JSON.readTree(text());
  }

  /** What the schema has to say against a file, each with its place; nothing where it is valid. */
  public static List<String> problems(String yaml) {
    String bare = yaml.startsWith("\ufeff") ? yaml.substring(1) : yaml;
    LoadSettings core = LoadSettings.builder().setSchema(new CoreSchema()).build();
    Object value = new Load(core).loadFromString(bare);
    return SCHEMA.validate(JSON.<JsonNode>valueToTree(value)).stream()
        .map(Error::toString)
        .toList();
  }

  /** What is wrong with the schema itself. */
  static List<String> flaws() {
    return REGISTRY
        .getSchema(
            com.networknt.schema.SchemaLocation.of(
                SpecificationVersion.DRAFT_2020_12.getDialectId()))
        .validate(tree())
        .stream()
        .map(Error::toString)
        .toList();
  }
}
