package mxping.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Bad files and what is said of each, to the letter. The table is {@code config/bad-files.txt}: a
 * title after {@code ===}, the file, then after {@code >>>} one problem a line.
 */
class BadFilesTest {
  @TempDir Path folder;

  /** One row of the table. */
  record Row(String title, String yaml, List<String> problems) {
    @Override
    public String toString() {
      return title;
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void everyProblemIsTold(Row row) {
    var loading = Loading.in(folder).with("SECRET", "hunter2");
    assertThat(loading.problems(row.yaml())).isEqualTo(row.problems());
  }

  static Stream<Row> rows() throws IOException {
    try (InputStream in = BadFilesTest.class.getResourceAsStream("/config/bad-files.txt")) {
      byte[] table = Objects.requireNonNull(in).readAllBytes();
      return Arrays.stream(new String(table, StandardCharsets.UTF_8).split("(?m)^=== ", -1))
          .skip(1)
          .map(BadFilesTest::row);
    }
  }

  private static Row row(String text) {
    int file = text.indexOf('\n') + 1;
    int problems = text.indexOf("\n>>>\n", file - 1);
    return new Row(
        text.substring(0, file - 1),
        text.substring(file, problems + 1),
        text.substring(problems + 5).lines().filter(line -> !line.isBlank()).toList());
  }
}
