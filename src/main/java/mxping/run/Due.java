package mxping.run;

import java.time.Duration;
import java.time.Instant;

/**
 * When a round was planned, and what is planned after it, by the wall clock.
 *
 * @param planned this round
 * @param next the one after it
 * @param following the one after that
 */
public record Due(Instant planned, Instant next, Instant following) {

  /** From this round to the next. */
  public Duration interval() {
    return Duration.between(planned, next);
  }
}
