package mxping.run;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import mxping.probe.Finding;
import mxping.probe.Outcome;
import mxping.probe.Reason;

/**
 * What a check comes to, all its mail hosts together.
 *
 * @param deciding the worst of what no single host can say and of what is said of its best host
 * @param up whether at least one host is up; a null MX that is no failure counts as up
 * @param success whether at least one host did what the check asks
 * @param hostsUp how many are up, each counted once however many results it has
 */
public record Judgement(Finding deciding, boolean up, boolean success, long hostsUp) {

  /**
   * Judges a check.
   *
   * @param findings what no single host can say; not empty where {@code hosts} is
   * @param hosts those that something is known of
   */
  public static Judgement of(List<Finding> findings, List<HostResult> hosts) {
    List<Finding> candidates = new ArrayList<>(findings);
    hosts.stream()
        .map(host -> host.visit().deciding())
        .min(Comparator.comparing(Finding::outcome))
        .ifPresent(candidates::add);
    boolean noMailWanted =
        findings.stream().anyMatch(f -> f.reason() == Reason.NULL_MX && f.outcome() == Outcome.OK);
    long hostsUp =
        hosts.stream()
            .filter(host -> host.visit().up())
            .map(host -> host.key().mx())
            .distinct()
            .count();
    return new Judgement(
        Finding.worst(candidates).orElseThrow(),
        noMailWanted || hostsUp > 0,
        noMailWanted || hosts.stream().anyMatch(host -> host.outcome().success()),
        hostsUp);
  }
}
