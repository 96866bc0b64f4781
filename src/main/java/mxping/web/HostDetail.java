package mxping.web;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mxping.history.HostState;
import mxping.history.KeptDialogue;
import mxping.probe.Closing;
import mxping.probe.Outcome;
import mxping.smtp.Transcript;

/**
 * All that is known of a mail host, as JSON.
 *
 * @param last the last visit, stale or not
 * @param history its last rounds
 * @param lastGood the last dialogue that ended with success
 * @param lastBad the last one that did not
 * @param probes by outcome, all from 0
 * @param sessionsClosed by how, all from 0
 */
record HostDetail(
    @JsonUnwrapped HostView host,
    Instant firstSeen,
    Optional<Instant> lastProbe,
    Optional<Instant> lastSuccess,
    Map<String, Long> probes,
    Map<String, Long> sessionsClosed,
    Optional<VisitView> last,
    PastView history,
    Optional<DialogueView> lastGood,
    Optional<DialogueView> lastBad) {

  static HostDetail of(HostState host, long now) {
    List<Transcript.Line> transcript =
        host.past().lastDialogue().map(KeptDialogue::transcript).orElse(List.of());
    return new HostDetail(
        HostView.of(host, now),
        host.since(),
        host.probed(),
        host.succeeded(),
        Counts.all(host.probes(), Outcome.values(), Outcome::label),
        Counts.all(host.closed(), Closing.values(), Closing::label),
        host.last().map(visit -> VisitView.of(host.key().mx(), visit, transcript)),
        PastView.of(host.past()),
        host.past().lastGood().map(DialogueView::of),
        host.past().lastBad().map(DialogueView::of));
  }
}
