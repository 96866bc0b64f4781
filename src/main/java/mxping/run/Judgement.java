package mxping.run;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import mxping.probe.Explanation;
import mxping.probe.Finding;
import mxping.probe.Outcome;
import mxping.probe.Reason;

/**
 * What a check comes to, all its mail hosts together.
 *
 * @param deciding the worst of what no single host can say and of what is said of its best host
 * @param decider the host that the deciding finding is about, where it is about one
 * @param up whether at least one host is up; a null MX that is no failure counts as up
 * @param success whether at least one host did what the check asks
 * @param hosts how many something is known of, each counted once however many results it has
 * @param hostsUp how many of them are up
 */
public record Judgement(
    Finding deciding,
    Optional<HostKey> decider,
    boolean up,
    boolean success,
    long hosts,
    long hostsUp) {

  /**
   * Judges a check.
   *
   * @param findings what no single host can say; not empty where {@code hosts} is
   * @param hosts those that something is known of
   */
  public static Judgement of(List<Finding> findings, List<HostResult> hosts) {
    List<Finding> candidates = new ArrayList<>(findings);
    Optional<HostResult> best = hosts.stream().min(Comparator.comparing(HostResult::outcome));
    best.ifPresent(host -> candidates.add(host.visit().deciding()));
    Finding deciding = Finding.worst(candidates).orElseThrow();
    boolean noMailWanted =
        findings.stream().anyMatch(f -> f.reason() == Reason.NULL_MX && f.outcome() == Outcome.OK);
    long hostsUp = count(hosts.stream().filter(host -> host.visit().up()).toList());
    return new Judgement(
        deciding,
        best.map(HostResult::key).filter(key -> !findings.contains(deciding)),
        noMailWanted || hostsUp > 0,
        noMailWanted || hosts.stream().anyMatch(host -> host.outcome().success()),
        count(hosts),
        hostsUp);
  }

  private static long count(List<HostResult> hosts) {
    return hosts.stream().map(host -> host.key().mx()).distinct().count();
  }

  /** The same in words for people, about a check of {@code target}. */
  public Explanation explained(String target) {
    Explanation explanation = Explanation.of(decider.map(HostKey::text).orElse(target), deciding);
    return hostsUp == hosts || hosts < 2
        ? explanation
        : explanation.adding(hostsUp + " of " + hosts + " mail hosts are up.");
  }
}
