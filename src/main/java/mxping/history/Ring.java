package mxping.history;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mxping.probe.Outcome;
import mxping.probe.Phase;
import mxping.probe.Reason;

/**
 * The last {@value #ROUNDS} rounds, packed into 33 octets each, 11 where phases are not kept, and
 * those only as rounds come in. Not thread-safe.
 *
 * <p>Durations are kept as half-precision floats of seconds (IEEE 754 binary16): 11 significant
 * bits, from 0.1 µs to 18 h.
 */
final class Ring {
  static final int ROUNDS = 120;

  private static final int FIRST_ROUNDS = 8;

  /** No duration: a negative one never occurs. */
  private static final short NONE = Float.floatToFloat16(-1);

  private static final Outcome[] OUTCOMES = Outcome.values();
  private static final Reason[] REASONS = Reason.values();
  private static final Phase[] PHASES = Phase.values();

  /** Moment, outcome, reason, phase, code, duration. */
  private static final int WITHOUT_PHASES = 4 + 1 + 1 + 1 + 2 + 2;

  private static final int WITH_PHASES = WITHOUT_PHASES + 2 * PHASES.length;

  private final boolean phases;
  private final long epoch;
  private ByteBuffer kept;
  private int added;

  /**
   * @param phases whether to keep how long phases took
   * @param epoch a moment near those that are kept
   */
  Ring(boolean phases, Instant epoch) {
    this.phases = phases;
    this.epoch = epoch.getEpochSecond();
    this.kept = ByteBuffer.allocate(FIRST_ROUNDS * size());
  }

  private int size() {
    return phases ? WITH_PHASES : WITHOUT_PHASES;
  }

  /** How many octets it holds now. */
  int octets() {
    return kept.capacity();
  }

  /** Keeps one more; the oldest gives way where there is no room. */
  void add(Sample sample) {
    int index = added % ROUNDS;
    if (added < ROUNDS && index * size() == kept.capacity()) {
      int rounds = Math.min(ROUNDS, 2 * index);
      kept = ByteBuffer.allocate(rounds * size()).put(kept.rewind());
    }
    put(sample, kept.position(index * size()));
    added = added == 2 * ROUNDS - 1 ? ROUNDS : added + 1;
  }

  @SuppressWarnings("EnumOrdinal") // no ordinal outlives the process
  private void put(Sample sample, ByteBuffer to) {
    to.putInt((int) (sample.at().getEpochSecond() - epoch));
    to.put((byte) sample.outcome().ordinal());
    to.put((byte) sample.reason().ordinal());
    to.put((byte) sample.phase().ordinal());
    to.putShort((short) sample.code());
    to.putShort(half(sample.took()));
    if (phases) {
      for (Phase phase : PHASES) {
        to.putShort(half(Optional.ofNullable(sample.phases().get(phase))));
      }
    }
  }

  private static short half(Optional<Duration> duration) {
    return duration.map(d -> Float.floatToFloat16(d.toNanos() / 1e9f)).orElse(NONE);
  }

  /** All that are kept, the oldest first. */
  List<Sample> samples() {
    int size = Math.min(added, ROUNDS);
    List<Sample> samples = new ArrayList<>(size);
    for (int i = added - size; i < added; i++) {
      samples.add(get(kept.position(i % ROUNDS * size())));
    }
    return samples;
  }

  private Sample get(ByteBuffer from) {
    return new Sample(
        Instant.ofEpochSecond(epoch + from.getInt()),
        OUTCOMES[from.get()],
        REASONS[from.get()],
        PHASES[from.get()],
        from.getShort(),
        duration(from.getShort()),
        phases ? phases(from) : Map.of());
  }

  private static Map<Phase, Duration> phases(ByteBuffer from) {
    Map<Phase, Duration> durations = new EnumMap<>(Phase.class);
    for (Phase phase : PHASES) {
      duration(from.getShort()).ifPresent(duration -> durations.put(phase, duration));
    }
    return durations;
  }

  private static Optional<Duration> duration(short half) {
    double seconds = Float.float16ToFloat(half);
    return seconds < 0 ? Optional.empty() : Optional.of(Duration.ofNanos((long) (seconds * 1e9)));
  }
}
