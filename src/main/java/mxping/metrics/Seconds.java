package mxping.metrics;

import java.time.Duration;
import java.time.Instant;

/** Time as Prometheus has it: in seconds, as a floating point number. */
final class Seconds {
  private Seconds() {}

  static double of(Duration duration) {
    return duration.getSeconds() + duration.getNano() / 1e9;
  }

  /** Since 1970, in UTC. */
  static double at(Instant instant) {
    return instant.getEpochSecond() + instant.getNano() / 1e9;
  }
}
