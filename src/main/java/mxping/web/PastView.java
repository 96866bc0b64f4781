package mxping.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import mxping.history.Availability;
import mxping.history.Past;
import mxping.history.Sample;

/**
 * The rounds that are kept of a check or of one of its mail hosts, as JSON.
 *
 * @param availability share of the good ones in those that were good or failed, 0 to 1; absent
 *     where none was
 * @param untold how many prove nothing: inconclusive or skipped
 * @param rounds the oldest first
 */
record PastView(OptionalDouble availability, int good, int failed, int untold, List<Kept> rounds) {

  /**
   * A round, without what it does not have.
   *
   * @param at when it ended, to the second
   * @param seconds connect to the end, to three digits; of a check, that of its best host
   * @param phases seconds of each
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  record Kept(
      Instant at,
      String outcome,
      String reason,
      OptionalInt code,
      Optional<Double> seconds,
      Map<String, Double> phases) {
    static Kept of(Sample round) {
      Map<String, Double> phases = new LinkedHashMap<>();
      round.phases().forEach((phase, time) -> phases.put(phase.label(), threeDigits(time)));
      return new Kept(
          round.at(),
          round.outcome().label(),
          round.reason().label(),
          round.code() == 0 ? OptionalInt.empty() : OptionalInt.of(round.code()),
          round.took().map(PastView::threeDigits),
          phases);
    }
  }

  static PastView of(Past past) {
    List<Sample> rounds = past.rounds();
    Availability all = Availability.of(rounds);
    return new PastView(
        all.share(),
        all.good(),
        all.failed(),
        all.untold(),
        rounds.stream().map(Kept::of).toList());
  }

  /** The ring keeps no more than these. */
  private static double threeDigits(Duration time) {
    return new BigDecimal(Json.seconds(time)).round(new MathContext(3)).doubleValue();
  }
}
