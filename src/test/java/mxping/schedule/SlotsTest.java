package mxping.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlotsTest {
  private final Slots slots = new Slots();

  private List<Instant> firsts(int checks, Duration interval) {
    return Stream.generate(() -> slots.next(interval)).limit(checks).toList();
  }

  @Test
  void aSmallConfigurationBeginsWithinTwoSeconds() {
    List<Instant> firsts = firsts(35, Duration.ofSeconds(60));
    Instant end = Instant.now().plusSeconds(2);
    assertThat(firsts).allMatch(first -> first.isBefore(end));
  }

  @Test
  void fewChecksBeginOneAfterTheOther() {
    assertThat(firsts(100, Duration.ofSeconds(60))).doesNotHaveDuplicates().isSorted();
  }

  @Test
  void tenThousandChecksNeverFireTogether() {
    Instant before = Instant.now();
    List<Instant> firsts = firsts(10_000, Duration.ofSeconds(60));
    Map<Instant, Long> together =
        firsts.stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    assertThat(together.values()).allMatch(count -> count <= 20);
    assertThat(firsts)
        .allMatch(first -> first.isAfter(before))
        .allMatch(first -> first.isBefore(Instant.now().plusSeconds(61)));
  }

  @Test
  void roundsLieOnAGridSoThatTheyShareWakeUps() {
    assertThat(firsts(50, Duration.ofSeconds(7)))
        .allMatch(first -> first.toEpochMilli() % Slots.STEP.toMillis() == 0);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 30, 50, 99, 1000, 10_000})
  void everyCheckBeginsWithinItsOwnInterval(long millis) {
    Duration interval = Duration.ofMillis(millis);
    List<Instant> firsts = firsts(300, interval);
    Instant end = Instant.now().plus(interval).plus(Slots.STEP);
    assertThat(firsts).allMatch(first -> !first.isAfter(end));
  }
}
