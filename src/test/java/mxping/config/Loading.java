package mxping.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mxping.check.Check;
import mxping.check.Configuration;

/** A folder with a {@code checks.yaml}, its environment, and a timetable that knows few words. */
record Loading(Path folder, Map<String, String> environment) {

  /** Six or seven fields are a cron expression here. */
  static final CronSyntax CRON =
      expression ->
          expression.split(" ").length < 6
              ? Optional.of("Unexpected end of expression.")
              : Optional.empty();

  static Loading in(Path folder) {
    return new Loading(folder, Map.of());
  }

  Loading with(String variable, String value) {
    return new Loading(folder, Map.of(variable, value));
  }

  Loading file(String name, String text) {
    try {
      Path file = folder.resolve(name);
      Files.createDirectories(folder.resolve(name).getParent());
      Files.writeString(file, text);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Loaded load() {
    return ConfigFile.load(folder.resolve("checks.yaml"), environment, CRON);
  }

  Loaded load(String text) {
    return file("checks.yaml", text).load();
  }

  /** What a file says that is in order, by the schema as well. */
  Configuration valid(String text) {
    Loaded loaded = load(text);
    assertThat(problems(loaded)).isEmpty();
    assertThat(SchemaJudge.problems(text)).isEmpty();
    return ((Loaded.Valid) loaded).configuration();
  }

  /** The one check of a file. */
  Check check(String text) {
    List<Check> checks = valid(text).checks();
    assertThat(checks).hasSize(1);
    return checks.getFirst();
  }

  /** All problems, as shown, without the name of the folder. */
  List<String> problems(String text) {
    return problems(load(text));
  }

  List<String> problems(Loaded loaded) {
    return loaded instanceof Loaded.Invalid invalid
        ? invalid.problems().stream().map(p -> p.toString().replace(folder + "/", "")).toList()
        : List.of();
  }
}
