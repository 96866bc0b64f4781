package mxping.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import mxping.check.Check;
import mxping.check.Checks;
import org.junit.jupiter.api.Test;

/** For how long nobody may have run a check. */
class HandoverTest {
  private static final Duration BRIEFLY = Duration.ofMillis(500);
  private static final long NOW = Duration.ofHours(1).toNanos();
  private static final Check OF_A = Checks.domain("example.org").check();
  private static final Check OF_C = Checks.domain("example.com").check();

  private static Duration unwatched(Check check, Map<String, Long> lost) {
    Ownership before = new Ownership(new TreeSet<>(Set.of("a", "b", "c")));
    return new Handover(before, lost).unwatched(check, NOW);
  }

  private static long ago(Duration time) {
    return NOW - time.toNanos();
  }

  @Test
  void whoSaysFarewellLeavesNoGap() {
    assertThat(unwatched(OF_A, Map.of())).isEqualTo(BRIEFLY);
  }

  @Test
  void whoIsLostMayNotHaveRunAnythingSinceItWasLastHeard() {
    assertThat(unwatched(OF_A, Map.of("a", ago(Duration.ofSeconds(9)))))
        .isEqualTo(Duration.ofSeconds(9));
  }

  @Test
  void whatTheLostDidNotRunWasWatched() {
    assertThat(unwatched(OF_C, Map.of("a", ago(Duration.ofSeconds(9))))).isEqualTo(BRIEFLY);
  }

  @Test
  void whoWasHeardJustNowCountsAsWhoSaysFarewell() {
    assertThat(unwatched(OF_A, Map.of("a", ago(Duration.ofMillis(20))))).isEqualTo(BRIEFLY);
  }

  @Test
  void whatEverybodyRunsIsNeverTakenOver() {
    Map<String, Long> all = Map.of("a", 0L, "b", 0L, "c", 0L);

    assertThat(unwatched(Checks.self().check(), all)).isEqualTo(BRIEFLY);
  }
}
