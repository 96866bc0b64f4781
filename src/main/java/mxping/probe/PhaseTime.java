package mxping.probe;

import java.time.Duration;

/**
 * How long a phase took that was done, all its exchanges together.
 *
 * @param code of its last reply; 0 where the phase has none
 */
public record PhaseTime(Phase phase, Duration duration, int code) {

  /** This and a further exchange of the same phase. */
  PhaseTime and(PhaseTime further) {
    return new PhaseTime(phase, duration.plus(further.duration), further.code);
  }
}
