package mxping.run;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import mxping.check.Check;
import mxping.probe.Finding;
import mxping.probe.Outcome;
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
      List<Finding> findings,
      Duration throttled)
      implements Round {

    public Completed {
      hosts = List.copyOf(hosts);
      findings = List.copyOf(findings);
    }

    /**
     * The finding that decides: the worst of those about the check as a whole and that of its best
     * host.
     */
    public Finding deciding() {
      List<Finding> candidates = new ArrayList<>(findings);
      best().ifPresent(host -> candidates.add(host.visit().deciding()));
      return Finding.worst(candidates).orElseThrow();
    }

    private Optional<HostResult> best() {
      return hosts.stream()
          .filter(HostResult::visited)
          .min(Comparator.comparing(HostResult::outcome));
    }

    /** Whether at least one host is up; a null MX that is no failure counts as up. */
    public boolean up() {
      return nullMxIsFine() || hosts.stream().anyMatch(host -> host.visit().up());
    }

    /** Whether at least one host did what the check asks. */
    public boolean success() {
      return nullMxIsFine()
          || hosts.stream().anyMatch(host -> host.visited() && host.outcome().success());
    }

    private boolean nullMxIsFine() {
      return findings.stream()
          .anyMatch(f -> f.reason() == Reason.NULL_MX && f.outcome() == Outcome.OK);
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
