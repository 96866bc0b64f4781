package mxping.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How many octets of heap a check may keep, after its first round and when its past is full.
 * Without buffers of its own for each thread the heap's use is told to the octet.
 */
class HeapBudgetTest {

  @ParameterizedTest
  @CsvSource({"1, 4100", "130, 9100"})
  void keptForACheck(int rounds, long most) throws Exception {
    assertThat(OwnJvm.says(List.of("-XX:-UseTLAB"), KeptHeap.class, rounds))
        .isPositive()
        .isLessThanOrEqualTo(most);
  }
}
