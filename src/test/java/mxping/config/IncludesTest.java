package mxping.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import mxping.check.Check;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks in further files. */
class IncludesTest {
  @TempDir Path folder;
  private Loading loading = new Loading(Path.of(""), Map.of());

  @BeforeEach
  void beginWithAFolder() {
    loading =
        Loading.in(folder)
            .file("checks.d/b.yaml", "checks: [{domain: b.example}]")
            .file("checks.d/a.yaml", "checks: [{domain: a.example}]")
            .file("checks.d/.hidden.yaml", "nonsense")
            .file("checks.d/readme.txt", "nonsense");
  }

  @Test
  void globsAreReadByNameAndTakeTheDefaults() {
    Loaded loaded =
        loading.load(
            """
            include: [checks.d/*.yaml, checks.d/a.yaml, none.d/*.yaml]
            defaults: {port: 2525}
            checks: [{domain: main.example}]
            """);
    assertThat(loaded).isInstanceOf(Loaded.Valid.class);
    var valid = (Loaded.Valid) loaded;
    assertThat(valid.configuration().checks())
        .extracting(Check::name)
        .containsExactly("main.example", "a.example", "b.example");
    assertThat(valid.configuration().checks()).extracting(Check::port).containsOnly(2525);
    assertThat(valid.files())
        .extracting(FileStamp::path)
        .containsExactly(
            folder.resolve("checks.yaml"),
            folder.resolve("checks.d"),
            folder.resolve("checks.d/a.yaml"),
            folder.resolve("checks.d/b.yaml"),
            folder.resolve("none.d"));
  }

  @Test
  void checksMayAllBeElsewhere() {
    assertThat(loading.valid("include: ['*.d/[ab].yaml', '*.yaml']").checks()).hasSize(2);
  }

  @Test
  void anIncludeMayBeEmpty() {
    loading.file("checks.d/c.yaml", "# checks:\n").file("checks.d/d.yaml", "checks:\n");
    assertThat(loading.valid("include: [checks.d/*.yaml]").checks()).hasSize(2);
  }

  @Test
  void variablesNameFilesToo() {
    assertThat(loading.with("SITE", "a").valid("include: ['checks.d/${SITE}.yaml']").checks())
        .extracting(Check::name)
        .containsExactly("a.example");
  }

  @Test
  void includesHoldChecksOnly() {
    loading.file(
        "checks.d/c.yaml",
        """
        include: [a.yaml]
        probe: {gap: 1s}
        defaults: {port: 26}
        check: []
        """);
    assertThat(loading.problems("include: [checks.d/*.yaml]"))
        .containsExactly(
            "checks.d/c.yaml:1:1: include: is a key of the including file only",
            "checks.d/c.yaml:2:1: probe: is a key of the including file only",
            "checks.d/c.yaml:3:1: defaults: is a key of the including file only",
            "checks.d/c.yaml:4:1: check: unknown key; did you mean `checks`?");
  }

  @Test
  void problemsOfAllFilesAreTold() {
    loading
        .file("checks.d/a.yaml", "checks: [{domain: main.example, port: 0}]")
        .file("checks.d/b.yaml", "checks: [{domain: b.example]");
    assertThat(
            loading.problems("include: [checks.d/*.yaml]\nchecks:\n- domain: main.example\n- {}"))
        .containsExactly(
            "checks.d/a.yaml:1:19: checks[0].domain: `main.example` is the name of another check,"
                + " at checks.yaml:3",
            "checks.d/a.yaml:1:39: checks[0].port: `0` is not a whole number from 1 to 65535",
            "checks.d/b.yaml:1:28: a comma or the closing bracket is missing (of what begins in"
                + " line 1)",
            "checks.yaml:4:3: checks[1]: has no target: give one of domain, domains, host, address,"
                + " self");
  }

  @Test
  void filesThatCannotBeRead() throws IOException {
    Files.write(folder.resolve("latin1.yaml"), new byte[] {'#', '\n', '#', (byte) 0xe9, '\n'});
    loading.file("control.yaml", "# \u0007\n");
    assertThat(loading.problems("include: [latin1.yaml, control.yaml, checks.d, gone.yaml]"))
        .containsExactly(
            "checks.d:1:1: is a directory, not a file",
            "checks.yaml:1:48: include[3]: no such file",
            "control.yaml:1:3: the control character `\\u0007` may not stand in YAML",
            "latin1.yaml:2:2: is not UTF-8 text from here on");
  }

  @Test
  void noFileAtAll() {
    Loaded missing = ConfigFile.load(folder.resolve("gone.yaml"), Map.of(), Loading.CRON);
    assertThat(loading.problems(missing)).containsExactly("gone.yaml:1:1: no such file");
    Loaded directory = ConfigFile.load(folder.resolve("checks.d"), Map.of(), Loading.CRON);
    assertThat(loading.problems(directory))
        .containsExactly("checks.d:1:1: is a directory, not a file");
  }
}
