package mxping.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How many octets of heap a check may keep, after its first round and when its past is full.
 * Without buffers of its own for each thread the heap's use is told to the octet; the number of
 * processors is fixed, for a histogram has a counter for each.
 */
class HeapBudgetTest {

  @ParameterizedTest
  @CsvSource({"1, 4100", "130, 9100"})
  void keptForACheck(int rounds, long most) throws Exception {
    Process measuring =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:+UseCompactObjectHeaders",
                "-XX:-UseTLAB",
                "-XX:ActiveProcessorCount=2",
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
