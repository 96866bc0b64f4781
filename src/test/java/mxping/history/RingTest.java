package mxping.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import mxping.probe.Outcome;
import mxping.probe.Phase;
import mxping.probe.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The last rounds, the oldest overwritten, in few octets. */
class RingTest {
  private static final Instant START = Instant.parse("2026-11-22T12:00:00Z");

  private final Ring ring = new Ring(true, START);

  private static Sample round(int number) {
    return new Sample(
        START.plusSeconds(60L * number),
        Outcome.OK,
        Reason.NONE,
        Phase.RCPT,
        250,
        Optional.of(Duration.ofMillis(number)),
        Map.of());
  }

  private void add(int from, int to) {
    IntStream.range(from, to).forEach(number -> ring.add(round(number)));
  }

  @Test
  void whatComesOutIsWhatWentIn() {
    Map<Phase, Duration> phases = new EnumMap<>(Phase.class);
    for (Phase phase : Phase.values()) {
      phases.put(phase, Duration.ofMillis(1L << phase.label().length()));
    }
    Sample full =
        new Sample(
            START.minusSeconds(5),
            Outcome.FAILED,
            Reason.UNEXPECTED_ACCEPTANCE,
            Phase.QUIT,
            599,
            Optional.of(Duration.ofSeconds(45)),
            phases);
    Sample empty = Sample.skipped(START.plusSeconds(3), Reason.MISSED);

    ring.add(full);
    ring.add(empty);

    assertThat(ring.samples()).hasSize(2);
    assertThat(ring.samples().get(1)).isEqualTo(empty);
    Sample kept = ring.samples().getFirst();
    assertThat(kept).usingRecursiveComparison().ignoringFields("phases", "took").isEqualTo(full);
    assertThat(kept.phases().keySet()).isEqualTo(phases.keySet());
    phases.forEach(
        (phase, time) -> assertNear(kept.phases().getOrDefault(phase, Duration.ofDays(1)), time));
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 100, 1_000, 61_003, 999_999, 12_345_678, 987_654_321, 45_000_000_000L})
  void timesAreKeptToThreeDigits(long nanos) {
    ring.add(
        new Sample(
            START,
            Outcome.OK,
            Reason.NONE,
            Phase.QUIT,
            221,
            Optional.of(Duration.ofNanos(nanos)),
            Map.of()));

    assertNear(ring.samples().getFirst().took().orElseThrow(), Duration.ofNanos(nanos));
  }

  private static void assertNear(Duration kept, Duration given) {
    double off = Math.abs(kept.minus(given).toNanos());
    assertThat(off).isLessThanOrEqualTo(Math.max(60, given.toNanos() / 1000.0));
  }

  @Test
  void onlyTheLastRoundsStay() {
    add(0, Ring.ROUNDS);
    assertThat(ring.samples()).hasSize(Ring.ROUNDS).startsWith(ring.samples().getFirst());

    add(Ring.ROUNDS, 5 * Ring.ROUNDS + 7);

    assertThat(ring.samples())
        .extracting(Sample::at)
        .hasSize(Ring.ROUNDS)
        .isSorted()
        .startsWith(round(4 * Ring.ROUNDS + 7).at())
        .endsWith(round(5 * Ring.ROUNDS + 6).at());
  }

  @Test
  void roomIsTakenOnlyAsRoundsComeIn() {
    List<Integer> sizes =
        IntStream.range(0, 3 * Ring.ROUNDS)
            .mapToObj(
                number -> {
                  ring.add(round(number));
                  assertThat(ring.samples()).hasSize(Math.min(number + 1, Ring.ROUNDS));
                  return ring.octets();
                })
            .distinct()
            .toList();

    assertThat(sizes).containsExactly(264, 528, 1056, 2112, 3960);
  }
}
