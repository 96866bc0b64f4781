package mxping.pages;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import mxping.history.Sample;
import mxping.probe.Outcome;
import mxping.probe.Phase;
import mxping.probe.Reason;

/** Rounds made by hand. */
final class Played {
  static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

  private Played() {}

  static Sample ended(Reason reason) {
    return sample(reason, Optional.empty(), Map.of());
  }

  static Sample took(long millis) {
    return sample(Reason.NONE, Optional.of(Duration.ofMillis(millis)), Map.of());
  }

  /** A round whose phases took so long. */
  static Sample phases(Map<Phase, Long> millis) {
    Map<Phase, Duration> phases = new EnumMap<>(Phase.class);
    millis.forEach((phase, time) -> phases.put(phase, Duration.ofMillis(time)));
    return sample(Reason.NONE, Optional.empty(), phases);
  }

  private static Sample sample(
      Reason reason, Optional<Duration> took, Map<Phase, Duration> phases) {
    Outcome outcome = reason.outcome();
    return new Sample(NOW, outcome, reason, Phase.EHLO, 0, took, phases);
  }
}
