package mxping.ping;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mxping.probe.Finding;
import mxping.probe.Outcome;
import mxping.probe.Phase;
import mxping.probe.PhaseTime;
import mxping.probe.ProbeResult;
import mxping.probe.Reason;
import mxping.probe.RecipientResult;
import mxping.probe.Verdict;
import mxping.resolve.MailHost;
import mxping.run.HostResult;

/**
 * One host asked once.
 *
 * @param sequence which turn of all hosts, from 1
 * @param began when
 * @param resolving how long its addresses took to look up
 */
record Probe(
    int sequence, Instant began, MailHost host, Duration resolving, HostResult.Visit visit) {

  /** What decides; that nobody could be asked for, out of courtesy, where all else is well. */
  Finding deciding() {
    Finding deciding = visit.deciding();
    return deciding.outcome() == Outcome.OK ? unasked().orElse(deciding) : deciding;
  }

  private Optional<Finding> unasked() {
    return dialogue().stream()
        .flatMap(result -> result.findings().stream())
        .filter(finding -> finding.reason() == Reason.THROTTLED_LOCALLY)
        .findFirst();
  }

  boolean up() {
    return visit.up();
  }

  /** Whether the host did all that was expected, if not perfectly. */
  boolean asExpected() {
    return deciding().outcome().success();
  }

  /** Whether it was asked; courtesy may forbid that. */
  boolean visited() {
    return deciding().reason() != Reason.THROTTLED_LOCALLY;
  }

  /** The dialogue; empty where there was none. */
  Optional<ProbeResult> dialogue() {
    return switch (visit) {
      case HostResult.Probed probed -> Optional.of(probed.result());
      case HostResult.Unreached unreached -> Optional.empty();
      case HostResult.Unvisited unvisited -> Optional.empty();
    };
  }

  /** Addresses of the host that could not be connected to before. */
  List<ProbeResult> others() {
    return visit instanceof HostResult.Probed probed ? probed.others() : List.of();
  }

  Optional<InetSocketAddress> remote() {
    return dialogue().map(ProbeResult::remote);
  }

  /** Connect to the end. */
  Optional<Duration> duration() {
    return dialogue().map(ProbeResult::duration);
  }

  /** What the host says of the recipient; empty where none was asked for. */
  Optional<Verdict> verdict() {
    return dialogue().stream()
        .flatMap(result -> result.recipients().stream())
        .map(RecipientResult::verdict)
        .findFirst();
  }

  /** How long each phase took that was done, the lookup of the addresses first. */
  List<PhaseTime> phases() {
    List<PhaseTime> all = new ArrayList<>(List.of(new PhaseTime(Phase.RESOLVE, resolving, 0)));
    dialogue().ifPresent(result -> all.addAll(result.phases()));
    return all;
  }
}
