package mxping.web;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import mxping.history.HostState;
import mxping.probe.Closing;
import mxping.probe.Outcome;

/**
 * All that is known of a mail host, as JSON.
 *
 * @param last the last visit, stale or not
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
    Optional<VisitView> last) {

  static HostDetail of(HostState host, long now) {
    return new HostDetail(
        HostView.of(host, now),
        host.since(),
        host.probed(),
        host.succeeded(),
        Counts.all(host.probes(), Outcome.values(), Outcome::label),
        Counts.all(host.closed(), Closing.values(), Closing::label),
        host.last().map(visit -> VisitView.of(host.key().mx(), visit)));
  }
}
