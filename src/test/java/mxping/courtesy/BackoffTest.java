package mxping.courtesy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BackoffTest {
  private static final Duration GAP = Duration.ofSeconds(2);
  private static final Duration DAY = Duration.ofDays(1);

  @Test
  void doublesFromTheGapToAQuarterOfAnHour() {
    var backoff = new Backoff(() -> 1.0);
    assertThat(steps(backoff, 11, DAY))
        .containsExactly(4L, 8L, 16L, 32L, 64L, 128L, 256L, 512L, 900L, 900L, 900L);
  }

  @Test
  void goesOnDoublingBehindACap() {
    var backoff = new Backoff(() -> 1.0);
    assertThat(steps(backoff, 4, Duration.ofSeconds(10))).containsExactly(4L, 8L, 10L, 10L);
    assertThat(steps(backoff, 1, DAY)).containsExactly(64L);
  }

  @Test
  void beginsAnewOnceForgotten() {
    var backoff = new Backoff(() -> 1.0);
    steps(backoff, 5, DAY);
    backoff.forget();
    assertThat(steps(backoff, 2, DAY)).containsExactly(4L, 8L);
  }

  @Test
  void withoutAGapItBeginsAtTwoSeconds() {
    var backoff = new Backoff(() -> 1.0);
    assertThat(backoff.step(Duration.ZERO, DAY)).isEqualTo(Duration.ofSeconds(2));
    assertThat(backoff.step(Duration.ZERO, DAY)).isEqualTo(Duration.ofSeconds(4));
  }

  @Test
  void goesOnFromWhereItIsWhenTheGapChanges() {
    var backoff = new Backoff(() -> 1.0);
    steps(backoff, 3, DAY);
    assertThat(backoff.step(Duration.ofSeconds(1), DAY)).isEqualTo(Duration.ofSeconds(32));
    assertThat(backoff.step(Duration.ofSeconds(60), DAY)).isEqualTo(Duration.ofSeconds(120));
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void jitterTakesAtMostAQuarterAway(long seed) {
    var backoff = new Backoff(new Random(seed)::nextDouble);
    List<Duration> waits = Stream.generate(() -> backoff.step(GAP, DAY)).limit(200).toList();
    assertThat(waits.subList(9, 200))
        .allMatch(wait -> wait.compareTo(Duration.ofSeconds(675)) >= 0)
        .allMatch(wait -> wait.compareTo(Backoff.MOST) <= 0)
        .doesNotHaveDuplicates();
  }

  private static List<Long> steps(Backoff backoff, int count, Duration cap) {
    return Stream.generate(() -> backoff.step(GAP, cap).toSeconds()).limit(count).toList();
  }
}
