package mxping.agent;

import java.util.HashMap;
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
  private record State(Reason reason, String outcome, Map<HostKey, Reason> hosts) {}

  void tell(Round.Skipped round) {
    LOG.debug(
        "{}: skipped {}, {}",
        round.check().name(),
        round.rounds() == 1 ? "a round" : round.rounds() + " rounds",
        round.reason().label());
  }

  /**
   * @param deciding what the check came to, hosts that the round did not visit included
   */
  void tell(Round.Completed round, Finding deciding) {
    String check = round.check().name();
    Optional<State> before = Optional.ofNullable(states.get(check));
    State now = new State(deciding.reason(), deciding.outcome().label(), hosts(round, before));
    states.put(check, now);
    if (before.isEmpty() || !before.get().equals(now)) {
      changed(round, deciding, before);
    }
    if (LOG.isDebugEnabled()) {
      round.hosts().forEach(host -> LOG.debug("{}: {}", check, line(host)));
    }
  }

  /** Each host's reason; of one whose turn did not come, what was known before goes on. */
  private static Map<HostKey, Reason> hosts(Round.Completed round, Optional<State> before) {
    Map<HostKey, Reason> known = before.map(State::hosts).orElse(Map.of());
    Map<HostKey, Reason> hosts = new HashMap<>();
    for (HostResult host : round.hosts()) {
      Optional<Reason> reason =
          host.visited()
              ? Optional.of(host.visit().deciding().reason())
              : Optional.ofNullable(known.get(host.key()));
      reason.ifPresent(now -> hosts.put(host.key(), now));
    }
    return hosts;
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
