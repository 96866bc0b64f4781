package mxping.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClockWatchTest {
  private Instant wall = Instant.parse("2026-11-22T10:00:00Z");
  private Duration uptime = Duration.ofHours(3);
  private boolean readable = true;
  private final List<Duration> steps = new ArrayList<>();
  private final ClockWatch watch = new ClockWatch(steps::add, () -> wall, this::uptime);

  private Duration uptime() {
    if (!readable) {
      throw new UncheckedIOException(new IOException("Too many open files"));
    }
    return uptime;
  }

  private void passes(Duration time) {
    wall = wall.plus(time);
    uptime = uptime.plus(time);
  }

  @Test
  void timeThatPassesIsNoStep() {
    for (int i = 0; i < 100; i++) {
      passes(Duration.ofSeconds(1));
      watch.look();
    }
    assertThat(steps).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT1H", "PT-1H", "PT5.001S", "PT-5.001S", "P400D"})
  void aStepIsToldOnce(String step) {
    passes(Duration.ofSeconds(1));
    wall = wall.plus(Duration.parse(step));
    watch.look();
    passes(Duration.ofSeconds(1));
    watch.look();
    assertThat(steps).containsExactly(Duration.parse(step));
  }

  @Test
  void eachStepIsToldByItself() {
    wall = wall.plusSeconds(3600);
    watch.look();
    wall = wall.minusSeconds(3600);
    watch.look();
    assertThat(steps).containsExactly(Duration.ofHours(1), Duration.ofHours(-1));
  }

  @ParameterizedTest
  @ValueSource(longs = {5, -5, 1, -1})
  void aSmallCorrectionIsNoStep(long seconds) {
    wall = wall.plusSeconds(seconds);
    watch.look();
    assertThat(steps).isEmpty();
  }

  @Test
  void aClockThatCreepsIsNoStep() {
    for (int i = 0; i < 100; i++) {
      passes(Duration.ofSeconds(1));
      wall = wall.plusMillis(500);
      watch.look();
    }
    assertThat(steps).isEmpty();
  }

  @Test
  void timeTheMachineSleptIsNoStep() {
    passes(Duration.ofHours(8));
    watch.look();
    assertThat(steps).isEmpty();
  }

  @Test
  void clocksThatCannotBeReadAreReadAtTheNextLook() {
    wall = wall.plusSeconds(60);
    readable = false;
    watch.look();
    assertThat(steps).isEmpty();
    readable = true;
    watch.look();
    assertThat(steps).containsExactly(Duration.ofSeconds(60));
  }
}
