package mxping.history;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import mxping.probe.Closing;
import mxping.probe.Outcome;
import mxping.probe.ProbeResult;
import mxping.run.HostKey;
import mxping.run.HostResult;

/**
 * What is known of one mail host of one check. Immutable but for {@code past}, which its successors
 * share.
 *
 * @param preference of its MX record in the last round, where it has one
 * @param last the last visit that came about; absent as long as none has
 * @param since when it was first seen
 * @param probed when the last visit ended
 * @param succeeded when one last ended with success
 * @param probes by outcome, skipped ones included
 * @param closed sessions by how they ended
 * @param answers what it last said of each recipient
 * @param freshUntil moment on the monotonic clock after which {@code last} is stale
 * @param past its last rounds and dialogues; the transcript of {@code last} is there only
 */
public record HostState(
    HostKey key,
    OptionalInt preference,
    Optional<HostResult.Visit> last,
    Instant since,
    Optional<Instant> probed,
    Optional<Instant> succeeded,
    Tally<Outcome> probes,
    Tally<Closing> closed,
    Answers answers,
    long freshUntil,
    Past past) {

  static HostState unknown(HostKey key, Instant since) {
    return new HostState(
        key,
        OptionalInt.empty(),
        Optional.empty(),
        since,
        Optional.empty(),
        Optional.empty(),
        Tally.none(),
        Tally.none(),
        Answers.NONE,
        0,
        Past.ofHost(since));
  }

  /**
   * @param freshUntil until when a result of the round counts; as long as the host announced to
   *     keep us waiting is added to that
   */
  HostState after(HostResult result, Instant ended, long freshUntil) {
    Tally<Outcome> counted = probes.plus(result.outcome(), 1);
    return switch (result.visit()) {
      case HostResult.Unvisited unvisited ->
          new HostState(
              key,
              result.preference(),
              last,
              since,
              probed,
              succeeded,
              counted,
              closed,
              answers,
              unvisited.announced().isZero()
                  ? this.freshUntil
                  : freshUntil + unvisited.announced().toNanos(),
              past);
      case HostResult.Unreached unreached ->
          visited(result, ended, counted, closed, answers, freshUntil);
      case HostResult.Probed session -> {
        Tally<Closing> ends = closed;
        for (Closing how : session.result().closings()) {
          ends = ends.plus(how, 1);
        }
        ProbeResult recalled = answers.recalled(session.result(), ended);
        HostResult known =
            new HostResult(
                key, result.preference(), new HostResult.Probed(recalled, session.others()));
        yield visited(
            known, ended, counted, ends, answers.after(session.result(), ended), freshUntil);
      }
    };
  }

  private HostState visited(
      HostResult result,
      Instant ended,
      Tally<Outcome> probes,
      Tally<Closing> closed,
      Answers answers,
      long freshUntil) {
    boolean success = result.outcome().success();
    return new HostState(
        key,
        result.preference(),
        Optional.of(result.visit()),
        since,
        Optional.of(ended),
        success ? Optional.of(ended) : succeeded,
        probes,
        closed,
        answers,
        freshUntil,
        past);
  }

  HostResult result(HostResult.Visit visit) {
    return new HostResult(key, preference, visit);
  }

  /** The last visit, unless it is stale at {@code nanoTime} on the monotonic clock. */
  public Optional<HostResult.Visit> fresh(long nanoTime) {
    return last.filter(visit -> nanoTime - freshUntil < 0);
  }
}
