package mxping.history;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mxping.check.Check;
import mxping.probe.Finding;
import mxping.probe.Outcome;
import mxping.probe.Reason;
import mxping.run.Due;
import mxping.run.HostKey;
import mxping.run.HostResult;
import mxping.run.Round;

/**
 * What is known of one check. Immutable; a round makes the next one.
 *
 * @param since when the agent began to watch it
 * @param due the round begun last, or the first one where none was
 * @param begun whether {@code due} has begun
 * @param last the last round that was carried out
 * @param changed when outcome or reason of the check last changed
 * @param hosts by preference; none before the first round
 * @param rounds carried out
 * @param skipped rounds by reason
 * @param failures of hosts and of whole rounds, by reason
 * @param throttled how long its probes waited for their turns, all together
 * @param freshUntil moment on the monotonic clock after which {@code last} is stale
 */
public record CheckState(
    Check check,
    Instant since,
    Due due,
    boolean begun,
    Optional<Round.Completed> last,
    Optional<Instant> changed,
    List<HostState> hosts,
    long rounds,
    Tally<Reason> skipped,
    Tally<Reason> failures,
    Duration throttled,
    long freshUntil) {

  public CheckState {
    hosts = List.copyOf(hosts);
  }

  static CheckState unknown(Check check, Instant since, Due first) {
    return new CheckState(
        check,
        since,
        first,
        false,
        Optional.empty(),
        Optional.empty(),
        List.of(),
        0,
        Tally.none(),
        Tally.none(),
        Duration.ZERO,
        0);
  }

  /** The last round, unless it is stale at {@code nanoTime} on the monotonic clock. */
  public Optional<Round.Completed> fresh(long nanoTime) {
    return last.filter(round -> nanoTime - freshUntil < 0);
  }

  /** When the next round is planned, by the wall clock. */
  public Instant nextRound() {
    return begun ? due.next() : due.planned();
  }

  CheckState begins(Due due) {
    return new CheckState(
        check,
        since,
        due,
        true,
        last,
        changed,
        hosts,
        rounds,
        skipped,
        failures,
        throttled,
        freshUntil);
  }

  CheckState skips(Round.Skipped round) {
    return new CheckState(
        check,
        since,
        due,
        begun,
        last,
        changed,
        hosts,
        rounds,
        skipped.plus(round.reason(), round.rounds()),
        failures,
        throttled,
        freshUntil);
  }

  CheckState after(Round.Completed round, long freshUntil) {
    return new CheckState(
        check,
        since,
        due,
        begun,
        Optional.of(round),
        sameState(round) ? changed : Optional.of(round.ended()),
        hostsAfter(round, freshUntil),
        rounds + 1,
        skipped,
        failuresAfter(round),
        throttled.plus(round.throttled()),
        freshUntil);
  }

  private boolean sameState(Round.Completed round) {
    Finding now = round.deciding();
    return last.map(Round.Completed::deciding)
        .filter(was -> was.outcome() == now.outcome() && was.reason() == now.reason())
        .isPresent();
  }

  /** The round's hosts; where nobody could tell which there are, those known before stay too. */
  private List<HostState> hostsAfter(Round.Completed round, long freshUntil) {
    Map<HostKey, HostState> known =
        hosts.stream().collect(Collectors.toMap(HostState::key, Function.identity()));
    List<HostState> after = new ArrayList<>();
    for (HostResult result : round.hosts()) {
      HostState before = known.remove(result.key());
      HostState host = before == null ? HostState.unknown(result.key(), round.ended()) : before;
      after.add(host.after(result, round.ended(), freshUntil));
    }
    if (!round.hostsKnown()) {
      hosts.stream().filter(host -> known.containsKey(host.key())).forEach(after::add);
    }
    return after;
  }

  private Tally<Reason> failuresAfter(Round.Completed round) {
    Stream<Finding> ofHosts =
        round.hosts().stream().filter(HostResult::visited).map(host -> host.visit().deciding());
    List<Finding> failed =
        Stream.concat(ofHosts, round.findings().stream())
            .filter(finding -> finding.outcome() != Outcome.OK)
            .toList();
    Tally<Reason> counted = failures;
    for (Finding finding : failed) {
      counted = counted.plus(finding.reason(), 1);
    }
    return counted;
  }
}
