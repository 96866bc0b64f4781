package mxping.agent;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mxping.probe.Explanation;
import mxping.probe.Finding;
import mxping.probe.Reason;
import mxping.run.HostKey;
import mxping.run.HostResult;
import mxping.run.Judgement;
import mxping.run.Round;
import mxping.smtp.Printable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the log about rounds: a line when the state of a check or of one of its hosts changes, at
 * debug a line for each host of each round. What goes on failing in the same way is said once.
 * Thread-safe.
 */
final class StateLog {
  private static final Logger LOG = LoggerFactory.getLogger(StateLog.class);

  private final Map<String, State> states = new ConcurrentHashMap<>();

  /** What a line is about: a change of any of this is worth one. */
  private record State(Reason reason, String outcome, Map<HostKey, Reason> hosts) {
    static State of(Round.Completed round, Finding deciding) {
      return new State(
          deciding.reason(),
          deciding.outcome().label(),
          round.hosts().stream()
              .filter(HostResult::visited)
              .collect(
                  Collectors.toMap(
                      HostResult::key, host -> host.visit().deciding().reason(), (a, b) -> a)));
    }
  }

  /**
   * @param all what the check comes to with this round
   */
  void tell(Round round, Optional<Judgement> all) {
    switch (round) {
      case Round.Skipped skipped ->
          LOG.debug(
              "{}: skipped {}, {}",
              skipped.check().name(),
              skipped.rounds() == 1 ? "a round" : skipped.rounds() + " rounds",
              skipped.reason().label());
      case Round.Completed completed -> {
        Finding deciding = all.map(Judgement::deciding).orElseGet(completed::deciding);
        State now = State.of(completed, deciding);
        Optional<State> before = Optional.ofNullable(states.put(completed.check().name(), now));
        if (before.isEmpty() || !before.get().equals(now)) {
          changed(completed, deciding, before);
        }
        completed
            .hosts()
            .forEach(host -> LOG.debug("{}: {}", completed.check().name(), line(host)));
      }
    }
  }

  void forget(String check) {
    states.remove(check);
  }

  private static void changed(Round.Completed round, Finding deciding, Optional<State> before) {
    LOG.info(
        "{}: {}{}: {}",
        round.check().name(),
        words(deciding.outcome().label(), deciding.reason()),
        before.map(state -> " (was " + words(state.outcome(), state.reason()) + ")").orElse(""),
        sentences(round));
  }

  private static String words(String outcome, Reason reason) {
    return reason == Reason.NONE ? outcome : outcome + ", " + reason.label();
  }

  /** What there is to say about the check as a whole, then about each of its hosts. */
  private static String sentences(Round.Completed round) {
    String target = round.check().target().text();
    Stream<Explanation> ofCheck = round.findings().stream().map(f -> Explanation.of(target, f));
    Stream<Explanation> ofHosts =
        round.hosts().stream()
            .filter(HostResult::visited)
            .map(host -> Explanation.of(host.key().text(), host.visit().deciding()));
    return Stream.concat(ofCheck, ofHosts)
        .map(Explanation::sentence)
        .map(Printable::of)
        .collect(Collectors.joining(" "));
  }

  private static String line(HostResult host) {
    Finding deciding = host.visit().deciding();
    return "%s %s %s at %s: %s"
        .formatted(
            host.key().text(),
            deciding.outcome().label(),
            deciding.reason().label(),
            deciding.phase().label(),
            Printable.of(deciding.detail()));
  }
}
