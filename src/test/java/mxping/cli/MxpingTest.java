package mxping.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import mxping.config.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MxpingTest {
  @TempDir private Path folder = Path.of("");

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("checks.yaml"), text);
  }

  @Test
  void aGoodFileHasNoProblems() throws IOException {
    Path file = file("checks:\n  - self: true\n    name: self\n");

    assertThat(Ran.with("--config.check", "--config.file=" + file))
        .isEqualTo(new Ran(0, file + ": 1 check, no problems\n", ""));
  }

  @Test
  void aBadFileHasAllItsProblemsListedWithTheirPlaces() throws IOException {
    Path file =
        file(
            """
            checks:
              - domain: example.com
                evry: 60s
                port: 70000
            """);

    Ran ran = Ran.with("--config.check", "--config.file", file.toString());

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err().lines())
        .satisfiesExactly(
            line -> assertThat(line).startsWith(file + ":3:5: checks[0].evry: ").contains("every"),
            line -> assertThat(line).startsWith(file + ":4:11: checks[0].port: "),
            line -> assertThat(line).isEqualTo("2 problems"));
  }

  @Test
  void aFileThatIsNotThereIsAProblemAndNoStackTrace() {
    Ran ran = Ran.with("--config.file=" + folder.resolve("nowhere.yaml"));

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err().lines()).hasSize(2).last().isEqualTo("1 problem");
    assertThat(ran.err()).contains("nowhere.yaml").doesNotContain("Exception");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--web.listen-adress=:1",
        "--nonsense",
        "stray",
        "--log.level=loud",
        "--log.format=xml"
      })
  void whatIsNotUnderstoodIsUsage(String argument) {
    Ran ran = Ran.with(argument);

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err())
        .contains(argument.replaceFirst(".*=", "").replace(":1", "--web.listen-adress"))
        .doesNotContain("Exception");
  }

  @ParameterizedTest
  @CsvSource({"9025, it has no port", ":99999, its port is no number", "::1:80, brackets"})
  void anAddressToListenOnMustBeOne(String address, String why) {
    Ran ran = Ran.with("--web.listen-address=" + address);

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("\"" + address + "\"", why).doesNotContain("Exception");
  }

  @Test
  void theSchemaIsPrintedAsItIsServed() throws IOException {
    assertThat(Ran.with("schema")).isEqualTo(new Ran(0, Schema.text(), ""));
  }

  @ParameterizedTest
  @CsvSource({
    "--web.enable-probe --web.probe-allow=10.0.0.0/33, its prefix",
    "--web.enable-probe --web.probe-allow=a.test;*, `*` is not",
    "--web.probe-allow=a.test,                         means nothing without --web.enable-probe",
  })
  void whatMayBeProbedMustBeClear(String arguments, String words) {
    Ran ran = Ran.with(arguments.replace(';', ',').split(" "));

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains(words).doesNotContain("Exception");
  }

  @Test
  void aPortInUseIsOneClearLine() throws IOException {
    Path file = file("checks:\n  - self: true\n    name: self\n");
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      String address = "127.0.0.1:" + taken.getLocalPort();

      Ran ran = Ran.with("--config.file=" + file, "--web.listen-address=" + address);

      assertThat(ran)
          .isEqualTo(
              new Ran(2, "", "mxping: cannot listen on " + address + ": address already in use\n"));
    }
  }

  @Test
  void theVersionNamesTheBuild() {
    Ran ran = Ran.with("--version");

    assertThat(ran.code()).isZero();
    assertThat(ran.out()).matches("mxping \\S+ \\(revision \\S+, Java \\S+\\)\n");
    assertThat(ran.err()).isEmpty();
  }

  @Test
  void theHelpListsEveryFlagThatThereIs() {
    Ran ran = Ran.with("--help");

    assertThat(ran.code()).isZero();
    assertThat(ran.out())
        .startsWith("Usage: mxping ")
        .contains(
            "--config.file=FILE",
            "checks.yaml",
            "--config.check",
            "--web.listen-address=ADDRESS",
            ":9025",
            "--web.enable-probe",
            "--web.probe-allow=WHAT",
            "--metrics.detail=full|lean",
            "--metrics.classic-buckets=BOUND,...|none",
            "--log.level=LEVEL",
            "debug, info, warn,",
            "--log.format=FORMAT",
            "text, json",
            "  ping  ",
            "  health  ",
            "--help",
            "--version");
    assertThat(ran.out().lines()).allMatch(line -> line.length() <= 80);
  }
}
