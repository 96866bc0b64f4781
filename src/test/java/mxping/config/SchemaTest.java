package mxping.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mxping.check.Check;
import mxping.check.Family;
import mxping.check.Recipient;
import mxping.check.Tls;
import mxping.check.Until;
import mxping.config.Node.Mapping;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/**
 * The schema says what the decoders say, as far as a schema can. That it refuses no file that they
 * take, each test of the configuration sees for its own files.
 */
class SchemaTest {
  /** Bad files of which no value is bad by itself: only the whole tells, or the world outside. */
  private static final Set<String> BEYOND_A_SCHEMA =
      Set.of(
          "a cluster in the clear",
          "until against defaults",
          "defaults against until",
          "a check that needs a name",
          "regular expressions that explode",
          "a greeting that ends in a line break",
          "an expected MX set of a host",
          "the responder chooses its port",
          "what contradicts itself in TLS",
          "what TLS is off for in one layer",
          "until and what it contradicts",
          "variables");

  /** Bad files that are no YAML, or YAML that a parser without our rules takes otherwise. */
  private static final Set<String> NO_TREE =
      Set.of(
          "keys given twice",
          "two documents",
          "merge keys",
          "tags",
          "aliases of nothing and of themselves",
          "a key that is a list",
          "a tab",
          "bad indentation",
          "a key within a value",
          "an open quote",
          "an open bracket",
          "a key without colon",
          "a backslash in double quotes",
          "a text that begins with a special character",
          "a value that is missing",
          "text after a quote",
          "a list in a mapping",
          "a YAML version of the future");

  @TempDir Path folder;

  @Test
  void theSchemaIsInOrderItself() {
    assertThat(SchemaJudge.flaws()).isEmpty();
  }

  @Test
  void theFileThatShipsAndTheContractsExampleAreValid() throws IOException {
    assertThat(SchemaJudge.problems(Files.readString(Path.of("checks.yaml")))).isEmpty();
    assertThat(SchemaJudge.problems(ContractExampleTest.EXAMPLE)).isEmpty();
  }

  @Test
  void theFileThatShipsTellsEditorsOfTheSchema() throws IOException {
    String line = Files.readAllLines(Path.of("checks.yaml")).getFirst();

    assertThat(line).startsWith("# yaml-language-server: $schema=");
    assertThat(Files.readString(Path.of(line.substring(line.indexOf('=') + 1))))
        .isEqualTo(SchemaJudge.text());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("badFiles")
  void badFilesAreRefused(BadFilesTest.Row row) {
    assertThat(SchemaJudge.problems(row.yaml()).isEmpty())
        .as(() -> "valid by the schema, bad by the decoders: " + row.problems())
        .isEqualTo(BEYOND_A_SCHEMA.contains(row.title()));
  }

  static Stream<BadFilesTest.Row> badFiles() throws IOException {
    return BadFilesTest.rows().filter(row -> !NO_TREE.contains(row.title()));
  }

  /** Single values, as they stand under a key of a check. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "port: 70000",
        "port: smtp",
        "every: 30",
        "every: 30 s",
        "timeouts: {connect: 1h30m}",
        "family: ipv5",
        "until: data",
        "tls: {mode: starttls}",
        "tls: off",
        "tls: {verify: yes}",
        "catch_all: yes",
        "null_mx: true",
        "helo: 192.0.2.1",
        "helo: a b",
        "mail_from: <>",
        "mail_from: postmaster",
        "rcpt: postmaster",
        "rcpt: [ann]",
        "rcpt: [<ann@example.com>]",
        "rcpt: [{name: ann}]",
        "rcpt: [{to: a@example.com, name: catch_all}]",
        "rcpt: [{to: a@example.com, notify: [success, never]}]",
        "rcpt: [{to: a@example.com, notify: always}]",
        "source_address: mx.example.com",
        "dns: {servers: [ns.example.net]}",
        "`dns: {servers: ['192.0.2.53:0']}`",
        "cron: '*/5 * * * *'",
        "expect: {capabilities: ['AUTH PLAIN']}",
        "expect: {mx: [192.0.2.1]}",
        "labels: {job: a}",
        "labels: {__a: a}",
        "labels: {a: [b]}",
        "host: b.example",
        "colour: blue",
      })
  void badValuesAreRefused(String key) {
    String yaml = "checks: [{domain: a.example, " + key + "}]";

    assertThat(SchemaJudge.problems(yaml)).isNotEmpty();
    assertThat(Loading.in(folder).problems(yaml)).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "'', include probe cluster defaults checks",
    "probe, *",
    "probe.dns, *",
    "checks[0].timeouts, *",
    "checks[0].dns, *",
    "checks[0].tls, *",
    "checks[0].auth, *",
    "checks[0].expect, *",
    "checks[0].rcpt[0], *",
  })
  void theKeysOfEachMappingAreThoseOfItsDecoder(String place, String known) {
    List<String> path = Arrays.stream(place.split("\\.")).filter(p -> !p.isEmpty()).toList();
    Set<String> ofSchema = keys(at(path));

    assertThat(ofSchema).isEqualTo(keysOfDecoder(path));
    assertThat(known.equals("*") || ofSchema.equals(Set.of(known.split(" ")))).isTrue();
  }

  @Test
  void theKeysOfChecksAndDefaultsAreThoseOfTheirDecoders() {
    Fields check = fields();
    Targets.take(check);
    new SettingsDecoder(Loading.CRON, new FilesRead()).take(check, Optional.empty());
    Fields defaults = fields();
    new SettingsDecoder(Loading.CRON, new FilesRead()).take(defaults, Optional.empty());

    assertThat(keys(at(List.of("checks[0]")))).isEqualTo(with(check.known(), "name"));
    assertThat(keys(at(List.of("defaults")))).isEqualTo(defaults.known());
  }

  /** The words of closed lists are those of the enums, each in its place. */
  @Test
  void theWordsAreThoseOfTheDecoders() {
    assertThat(words("family")).isEqualTo(labels(Family.values()));
    assertThat(words("addresses")).isEqualTo(labels(Check.Addresses.values()));
    assertThat(words("null_mx")).isEqualTo(labels(Check.NullMx.values()));
    assertThat(words("until")).isEqualTo(labels(Until.values()));
    assertThat(words("tls", "mode")).isEqualTo(labels(Tls.Mode.values()));
    assertThat(words("tls", "verify")).isEqualTo(labels(Tls.Verify.values()));
    assertThat(words("rcpt[0]", "expect")).isEqualTo(labels(Recipient.Expected.values()));
  }

  private static Set<String> with(Set<String> keys, String... more) {
    Set<String> all = new TreeSet<>(keys);
    all.addAll(List.of(more));
    return all;
  }

  private static Set<String> labels(Enum<?>... values) {
    return Stream.of(values)
        .map(value -> value.name().toLowerCase(Locale.ROOT))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> words(String... path) {
    List<String> mapping = new ArrayList<>(List.of("checks[0]"));
    mapping.addAll(List.of(path).subList(0, path.length - 1));
    JsonNode key = resolved(at(mapping).at("/properties/" + path[path.length - 1]));
    return key.at("/anyOf")
        .valueStream()
        .flatMap(one -> one.at("/enum").valueStream())
        .map(JsonNode::asString)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void whatIsSetByMxpingOrPrometheusIsNoLabel() {
    JsonNode labels = at(List.of("checks[0]", "labels"));

    for (JsonNode taken : labels.at("/propertyNames/not/enum")) {
      assertThat(Names.label(taken.asString())).isInstanceOf(Parsed.Bad.class);
    }
    assertThat(labels.at("/propertyNames/not/enum")).isNotEmpty();
  }

  @Test
  void everyKeySaysWhatItMeans() {
    JsonNode settings = SchemaJudge.tree().at("/$defs/settings/properties");

    settings.forEachEntry(
        (key, value) ->
            assertThat(resolved(value).at("/description").asString(""))
                .as(key)
                .hasSizeGreaterThan(10));
  }

  /** The defaults that the schema tells are those that hold without a word. */
  @Test
  void theDefaultsAreThoseOfTheDecoders() {
    StringBuilder check = new StringBuilder("checks:\n  - domain: a.example\n");
    SchemaJudge.tree()
        .at("/$defs/settings/properties")
        .forEachEntry(
            (key, value) -> {
              JsonNode usual = resolved(value).at("/default");
              if (!usual.isMissingNode()) {
                check.append("    ").append(key).append(": ").append(usual).append('\n');
              }
            });

    assertThat(check.toString()).contains("every", "timeout", "port", "family", "mail_from");
    assertThat(Loading.in(folder).check(check.toString()))
        .isEqualTo(Loading.in(folder).check("checks: [{domain: a.example}]"));
  }

  private static Fields fields() {
    return new Fields(Mapping.empty(Place.top("checks.yaml")), new Problems());
  }

  /** The object schema at a path such as {@code checks[0]}, {@code tls}. */
  private static JsonNode at(List<String> path) {
    JsonNode here = SchemaJudge.tree();
    for (String step : path) {
      String key = step.replace("[0]", "");
      here = object(here.at("/properties/" + key));
      if (step.endsWith("[0]")) {
        here = object(here.at("/items"));
      }
    }
    return here;
  }

  /** Through references and alternatives to the one schema of a mapping or a list. */
  private static JsonNode object(JsonNode schema) {
    JsonNode here = resolved(schema);
    String type = here.at("/type").asString("");
    if (type.equals("object") || type.equals("array")) {
      return here;
    }
    for (JsonNode one : here.at("/anyOf")) {
      JsonNode found = resolved(one);
      if (Set.of("object", "array").contains(found.at("/type").asString(""))) {
        return found;
      }
    }
    throw new AssertionError("no mapping and no list: " + here);
  }

  private static JsonNode resolved(JsonNode schema) {
    String reference = schema.at("/$ref").asString("");
    return reference.isEmpty() ? schema : resolved(SchemaJudge.tree().at(reference.substring(1)));
  }

  private static Set<String> keys(JsonNode object) {
    Set<String> keys = new TreeSet<>(object.at("/properties").propertyNames());
    assertThat(object.at("/additionalProperties").asBoolean(true)).isFalse();
    return keys;
  }

  /** What the decoder of a mapping says it knows when it meets a key that it does not. */
  private Set<String> keysOfDecoder(List<String> path) {
    String value = "{zzzzzzzzzzzz: 1}";
    for (String step : path.reversed()) {
      String key = step.replace("[0]", "");
      String inner = step.endsWith("[0]") ? "[" + value + "]" : value;
      value = "{" + key + ": " + inner + "}";
    }
    String told =
        Loading.in(folder).problems(value).stream()
            .filter(problem -> problem.contains("unknown key; known are "))
            .findFirst()
            .orElseThrow();
    return new TreeSet<>(
        List.of(told.substring(told.indexOf("known are ") + "known are ".length()).split(", ")));
  }

  @Test
  void theTableOfExceptionsNamesRowsThatThereAre() throws IOException {
    assertThat(BadFilesTest.rows().map(BadFilesTest.Row::title))
        .containsAll(NO_TREE)
        .containsAll(BEYOND_A_SCHEMA);
  }
}
