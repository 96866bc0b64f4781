package mxping.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How many octets of heap a check may keep, after its first round and when its past is full. */
class HeapBudgetTest {

  @ParameterizedTest
  @CsvSource({"1, 4300", "130, 9500"})
  void keptForACheck(int rounds, long most) throws Exception {
    Process measuring =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:+UseCompactObjectHeaders",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                KeptHeap.class.getName(),
                String.valueOf(rounds))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String said = new String(measuring.getInputStream().readAllBytes(), UTF_8).strip();

    assertThat(measuring.waitFor()).isZero();
    assertThat(Long.parseLong(said)).isPositive().isLessThanOrEqualTo(most);
  }
}
