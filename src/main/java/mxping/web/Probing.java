package mxping.web;

import java.time.Duration;
import java.util.Optional;
import mxping.run.Round;

/** Probes for whoever asks for one. Blocking; thread-safe. */
@FunctionalInterface
public interface Probing {

  /** Probes, and answers within the time that is given, or else the module's own. */
  Answer probe(Question question);

  /**
   * What is asked for.
   *
   * @param target a domain, a host, an address, as a person writes it
   * @param module the name of a check; empty for none
   * @param within bound of the answer, where the client has one
   */
  record Question(String target, String module, Optional<Duration> within) {}

  /** What comes of it. */
  sealed interface Answer {

    /**
     * It was probed.
     *
     * @param metrics of this round alone
     */
    record Found(Round.Completed round, Exposition metrics) implements Answer {}

    /** The question makes no sense. */
    record Unclear(String words) implements Answer {}

    /** The target is not one that may be asked for. */
    record Refused(String words) implements Answer {}

    /**
     * Nothing is known of the target: there was no turn, or no place, for the probe.
     *
     * @param again when to ask again
     */
    record Busy(String words, Duration again) implements Answer {}
  }
}
