package mxping.web;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mxping.history.CheckState;
import mxping.probe.Reason;
import mxping.run.Disparity;
import mxping.run.Round;

/**
 * All that is known of a check, as JSON.
 *
 * @param watchedSince when the agent began to
 * @param rounds carried out
 * @param roundsSkipped by reason
 * @param failures of hosts and of whole rounds, by reason
 * @param throttledSeconds how long its probes waited for their turns, all together
 * @param lastRound stale or not
 * @param history the last rounds
 */
record CheckDetail(
    @JsonUnwrapped CheckView check,
    List<HostDetail> hosts,
    Instant watchedSince,
    long rounds,
    Map<String, Long> roundsSkipped,
    Map<String, Long> failures,
    double throttledSeconds,
    Optional<RoundView> lastRound,
    PastView history) {

  /**
   * A round that was carried out.
   *
   * @param resolveSeconds absent where there was nothing to resolve
   * @param hostsKnown whether its hosts are all there are
   * @param disparities in what its hosts disagree, and which host says what
   * @param findings what no single host can say
   */
  record RoundView(
      Instant planned,
      Instant ended,
      Optional<Double> resolveSeconds,
      double throttledSeconds,
      boolean hostsKnown,
      List<DisparityView> disparities,
      List<FindingView> findings) {
    static RoundView of(Round.Completed round) {
      return new RoundView(
          round.due().planned(),
          round.ended(),
          round.resolved().map(Json::seconds),
          Json.seconds(round.throttled()),
          round.hostsKnown(),
          round.disparities().stream().map(DisparityView::of).toList(),
          round.findings().stream().map(FindingView::of).toList());
    }
  }

  /** A disagreement: {@code about} the recipient or phase, where the aspect has several. */
  record DisparityView(String aspect, String about, Map<String, String> says) {
    static DisparityView of(Disparity disparity) {
      return new DisparityView(disparity.aspect().label(), disparity.about(), disparity.says());
    }
  }

  static CheckDetail of(CheckState state, long now) {
    return new CheckDetail(
        CheckView.of(state, now),
        state.hosts().stream().map(host -> HostDetail.of(host, now)).toList(),
        state.since(),
        state.rounds(),
        Counts.some(state.skipped(), Reason::label),
        Counts.some(state.failures(), Reason::label),
        Json.seconds(state.throttled()),
        state.last().map(RoundView::of),
        PastView.of(state.past()));
  }
}
