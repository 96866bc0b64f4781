package mxping.history;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import mxping.check.Check;
import mxping.probe.Finding;
import mxping.probe.Outcome;
import mxping.probe.Reason;
import mxping.run.Due;
import mxping.run.HostKey;
import mxping.run.HostResult;
import mxping.run.Judgement;
import mxping.run.Round;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one check. Immutable but for {@code past}; a round makes the next one, which
 * shares it.
 *
 * @param since when the agent began to watch it
 * @param due the round begun last, or the first one where none was
 * @param begun whether {@code due} has begun
 * @param last the last round that was carried out
 * @param deciding what the check came to when that round ended, hosts it did not visit included
 * @param changed when outcome or reason of the check last changed
 * @param hosts by preference; none before the first round
 * @param rounds carried out
 * @param skipped rounds by reason
 * @param failures of hosts and of whole rounds, by reason
 * @param throttled how long its probes waited for their turns, all together
 * @param freshUntil moment on the monotonic clock after which {@code last} is stale
 * @param past its last rounds
 */
public record CheckState(
    Check check,
    Instant since,
    Due due,
    boolean begun,
    Optional<Round.Completed> last,
    Optional<Finding> deciding,
    Optional<Instant> changed,
    List<HostState> hosts,
    long rounds,
    Tally<Reason> skipped,
    Tally<Reason> failures,
    Duration throttled,
    long freshUntil,
    Past past) {

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
        Optional.empty(),
        List.of(),
        0,
        Tally.none(),
        Tally.none(),
        Duration.ZERO,
        0,
        Past.ofCheck(since));
  }

  /** The last round, unless it is stale at {@code nanoTime} on the monotonic clock. */
  public Optional<Round.Completed> fresh(long nanoTime) {
    return last.filter(round -> nanoTime - freshUntil < 0);
  }

  /**
   * What the check comes to now; absent where nothing is known that is not stale. Of a host that
   * the last round did not visit, what an earlier one found counts while it is fresh: a skipped
   * visit changes nothing.
   */
  public Optional<Judgement> judgement(long nanoTime) {
    return fresh(nanoTime).map(round -> judged(round, hosts, nanoTime));
  }

  private static Judgement judged(Round.Completed round, List<HostState> hosts, long nanoTime) {
    return round.hostsKnown()
        ? Judgement.of(
            round.findings(),
            hosts.stream().flatMap(h -> h.fresh(nanoTime).stream().map(h::result)).toList())
        : round.judgement();
  }

  /** What is known of one of its hosts. */
  Optional<HostState> host(HostKey key) {
    return hosts.stream().filter(host -> host.key().equals(key)).findFirst();
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
        deciding,
        changed,
        hosts,
        rounds,
        skipped,
        failures,
        throttled,
        freshUntil,
        past);
  }

  /**
   * @param soonUntil until when a result of this round would count; as long as a host announced to
   *     keep us waiting is added to that
   */
  CheckState skips(Round.Skipped round, Instant now, long soonUntil) {
    Duration announced = announced(round.hosts());
    return new CheckState(
        check,
        since,
        due,
        begun,
        last,
        deciding,
        changed,
        round.hosts().isEmpty() ? hosts : hostsAfter(round.hosts(), false, now, soonUntil),
        rounds,
        skipped.plus(round.reason(), round.rounds()),
        failures,
        throttled.plus(round.throttled()),
        announced.isZero() ? freshUntil : soonUntil + announced.toNanos(),
        past);
  }

  /** The longest wait that one of the hosts is known to impose. */
  private static Duration announced(List<HostResult> hosts) {
    return hosts.stream()
        .map(HostResult::visit)
        .filter(HostResult.Unvisited.class::isInstance)
        .map(visit -> ((HostResult.Unvisited) visit).announced())
        .max(Comparator.naturalOrder())
        .orElse(Duration.ZERO);
  }

  CheckState after(Round.Completed round, long nanoTime, long freshUntil) {
    List<HostState> visited =
        hostsAfter(round.hosts(), round.hostsKnown(), round.ended(), freshUntil);
    Round.Completed seen = round.showing(recalled(round.hosts(), visited));
    Finding now = judged(seen, visited, nanoTime).deciding();
    return new CheckState(
        check,
        since,
        due,
        begun,
        Optional.of(seen),
        Optional.of(now),
        sameState(now) ? changed : Optional.of(round.ended()),
        visited,
        rounds + 1,
        skipped,
        failuresAfter(round),
        throttled.plus(round.throttled()),
        freshUntil,
        past);
  }

  /** What became of each visit, with what the host had said before of recipients passed over. */
  private static List<HostResult> recalled(List<HostResult> results, List<HostState> states) {
    Map<HostKey, HostState> known = new HashMap<>();
    states.forEach(state -> known.put(state.key(), state));
    return results.stream().map(result -> recalled(result, known.get(result.key()))).toList();
  }

  private static HostResult recalled(HostResult result, @Nullable HostState state) {
    return !result.visited() || state == null
        ? result
        : state.last().map(state::result).orElse(result);
  }

  private boolean sameState(Finding now) {
    return deciding
        .filter(was -> was.outcome() == now.outcome() && was.reason() == now.reason())
        .isPresent();
  }

  /** The hosts of a round; those known before stay too, unless {@code all} are among its own. */
  private List<HostState> hostsAfter(
      List<HostResult> results, boolean all, Instant ended, long freshUntil) {
    Map<HostKey, HostState> known = new LinkedHashMap<>();
    hosts.forEach(host -> known.put(host.key(), host));
    Map<HostKey, HostState> after = new LinkedHashMap<>();
    for (HostResult result : results) {
      HostState before = known.remove(result.key());
      HostState host = before == null ? HostState.unknown(result.key(), ended) : before;
      after.put(result.key(), host.after(result, ended, freshUntil));
    }
    if (!all) {
      after.putAll(known);
    }
    return List.copyOf(after.values());
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
