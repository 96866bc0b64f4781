package mxping.sasl;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that hold a password, and files that do not. */
class PasswordFileTest {
  @TempDir Path folder;

  private String told(byte[] octets) throws IOException {
    return told(Files.write(folder.resolve("password"), octets));
  }

  private static String told(Path path) {
    return switch (PasswordFile.read(path)) {
      case PasswordFile.Holds holds -> "<" + holds.password().text() + ">";
      case PasswordFile.Unusable unusable -> unusable.why();
    };
  }

  @ParameterizedTest
  @CsvSource({
    "geheim, <geheim>",
    "geheim\\n, <geheim>",
    "geheim\\r\\n, <geheim>",
    "' geheim ', '< geheim >'",
    "gehäim\\n, <gehäim>",
    "'', is empty",
    "\\n, is empty",
    "\\r\\n, is empty",
    "geheim\\n\\n, holds more than one line",
    "geheim\\nuser\\n, holds more than one line",
    "geh\\reim, holds more than one line",
    "geh\\0eim, holds a control character",
    "geh\\teim, holds a control character",
  })
  void oneLineIsAPassword(String octets, String told) throws IOException {
    String text =
        octets.replace("\\n", "\n").replace("\\r", "\r").replace("\\0", "\0").replace("\\t", "\t");

    assertThat(told(text.getBytes(UTF_8))).isEqualTo(told);
  }

  @Test
  void theLongestAndTheFirstThatIsTooLong() throws IOException {
    assertThat(told(("x".repeat(1024) + "\r\n").getBytes(UTF_8))).hasSize(1026);
    assertThat(told("x".repeat(1025).getBytes(UTF_8)))
        .isEqualTo("holds more than 1024 octets, and is no password");
    assertThat(told("x".repeat(100_000).getBytes(UTF_8)))
        .isEqualTo("holds more than 1024 octets, and is no password");
  }

  @Test
  void whatIsNoText() throws IOException {
    assertThat(told("gehäim".getBytes(ISO_8859_1))).isEqualTo("holds no UTF-8 text");
  }

  @Test
  void whatIsNoFile() {
    assertThat(told(folder)).isEqualTo("is a directory, not a file");
    assertThat(told(Path.of("/dev/zero"))).isEqualTo("is no regular file");
    assertThat(told(folder.resolve("absent"))).isEqualTo("is no file that is there");
  }
}
