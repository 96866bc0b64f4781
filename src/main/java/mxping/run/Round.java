package mxping.run;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import mxping.check.Check;
import mxping.probe.Finding;
import mxping.probe.Reason;

/** What came of one firing of a check. */
public sealed interface Round {

  Check check();

  Due due();

  /**
   * It was carried out.
   *
   * @param ended when it was
   * @param resolved how long resolving the mail hosts took; empty where there was nothing to
   *     resolve
   * @param hosts one result for each mail host (family, address), by preference
   * @param hostsKnown whether {@code hosts} are all there are; false where nobody could tell
   * @param disparities in what the hosts disagree
   * @param findings what no single host can say
   * @param throttled how long probes waited for their turns, all together
   */
  record Completed(
      Check check,
      Due due,
      Instant ended,
      Optional<Duration> resolved,
      List<HostResult> hosts,
      boolean hostsKnown,
      List<Disparity> disparities,
      List<Finding> findings,
      Duration throttled)
      implements Round {

    public Completed {
      hosts = List.copyOf(hosts);
      disparities = List.copyOf(disparities);
      findings = List.copyOf(findings);
    }

    /** The same with these results of its hosts. */
    public Completed showing(List<HostResult> hosts) {
      return new Completed(
          check, due, ended, resolved, hosts, hostsKnown, disparities, findings, throttled);
    }

    /** What the round comes to. */
    public Judgement judgement() {
      return Judgement.of(findings, hosts.stream().filter(HostResult::visited).toList());
    }

    /** The finding that decides. */
    public Finding deciding() {
      return judgement().deciding();
    }
  }

  /**
   * It was not carried out.
   *
   * @param rounds how many are meant, at least 1
   * @param hosts those that were waited for in vain
   * @param throttled how long that was, all together
   */
  record Skipped(
      Check check, Due due, Reason reason, long rounds, List<HostResult> hosts, Duration throttled)
      implements Round {

    public Skipped {
      hosts = List.copyOf(hosts);
    }

    /** Rounds that never began. */
    public static Skipped unbegun(Check check, Due due, Reason reason, long rounds) {
      return new Skipped(check, due, reason, rounds, List.of(), Duration.ZERO);
    }
  }
}
