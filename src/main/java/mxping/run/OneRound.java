package mxping.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import mxping.check.Check;
import mxping.check.Check.NullMx;
import mxping.check.Family;
import mxping.check.Target;
import mxping.check.Tls;
import mxping.probe.Finding;
import mxping.probe.Outcome;
import mxping.probe.Phase;
import mxping.probe.Reason;
import mxping.resolve.Flaw;
import mxping.resolve.MailHost;
import mxping.resolve.MailHosts;
import mxping.resolve.Resolver;

/**
 * One round of a check: finds its mail hosts, visits all of them at once, and judges what they say
 * together. Blocking.
 */
final class OneRound {
  private final Check check;
  private final Due due;
  private final Surroundings surroundings;
  private final Resolver resolver;
  private final HostVisit visit;

  OneRound(Check check, Due due, Surroundings surroundings, Resolver resolver, HostVisit visit) {
    this.check = check;
    this.due = due;
    this.surroundings = surroundings;
    this.resolver = resolver;
    this.visit = visit;
  }

  Round carryOut() {
    return switch (check.target()) {
      case Target.Self self -> {
        HostVisit.Visited visited = visit.at("self", surroundings.self());
        yield ended(Optional.empty(), List.of(visited), List.of());
      }
      case Target.Host host -> visitAll(0, List.of(new MailHost.Named(host.name())), List.of());
      case Target.Domain domain -> domain(domain);
    };
  }

  private Round domain(Target.Domain domain) {
    long began = System.nanoTime();
    MailHosts found = resolver.mailHosts(domain);
    long took = System.nanoTime() - began;
    return switch (found) {
      case MailHosts.Found hosts -> visitAll(took, hosts.hosts(), about(domain, hosts));
      case MailHosts.NullMx none -> {
        Outcome outcome = check.nullMx() == NullMx.OK ? Outcome.OK : Outcome.FAILED;
        String words = domain.name() + " publishes a null MX: it takes no mail";
        yield hostless(
            took, new Finding(Phase.RESOLVE, Reason.NULL_MX, outcome, Optional.empty(), words));
      }
      case MailHosts.NoSuchDomain none -> {
        String words = domain.name() + " does not exist";
        yield hostless(took, Finding.of(Phase.RESOLVE, Reason.NXDOMAIN, words));
      }
      case MailHosts.Failed failed -> unknown(took, HostVisit.finding(failed.failure()));
    };
  }

  /** What is to be said of the MX set itself. */
  private List<Finding> about(Target.Domain domain, MailHosts.Found found) {
    List<Finding> findings = new ArrayList<>();
    if (found.hosts().isEmpty()) {
      String words = "no MX of " + domain.name() + " names a host";
      findings.add(Finding.of(Phase.RESOLVE, Reason.NO_ADDRESS, words));
    }
    Set<String> expected = check.expect().mx();
    Set<String> names = found.hosts().stream().map(MailHost::name).collect(Collectors.toSet());
    if (!expected.isEmpty() && !expected.equals(names)) {
      String words = "expected MX " + new TreeSet<>(expected) + ", found " + new TreeSet<>(names);
      findings.add(Finding.of(Phase.RESOLVE, Reason.MX_MISMATCH, words));
    }
    found.flaws().forEach(flaw -> findings.add(invalid(flaw)));
    return findings;
  }

  private static Finding invalid(Flaw flaw) {
    return Finding.of(Phase.RESOLVE, Reason.MX_INVALID, flaw.words());
  }

  private Round visitAll(long resolvingNanos, List<MailHost> hosts, List<Finding> findings) {
    List<HostVisit.Visited> visited =
        AtOnce.each(hosts, host -> visit.of(host, families(check.family())));
    long slowest = visited.stream().mapToLong(HostVisit.Visited::resolvingNanos).max().orElse(0);
    return ended(Optional.of(Duration.ofNanos(resolvingNanos + slowest)), visited, findings);
  }

  private static List<Family> families(Family asked) {
    return asked == Family.BOTH ? List.of(Family.IPV6, Family.IPV4) : List.of(asked);
  }

  private Round ended(
      Optional<Duration> resolved, List<HostVisit.Visited> visited, List<Finding> findings) {
    List<Finding> all = new ArrayList<>(findings);
    List<HostResult> hosts = new ArrayList<>();
    Duration throttled = Duration.ZERO;
    for (HostVisit.Visited each : visited) {
      each.flaws().forEach(flaw -> all.add(invalid(flaw)));
      hosts.addAll(each.results());
      throttled = throttled.plus(each.throttled());
    }
    if (!hosts.isEmpty() && hosts.stream().noneMatch(HostResult::visited)) {
      return new Round.Skipped(check, due, Reason.THROTTLED_LOCALLY, 1, hosts, throttled);
    }
    List<Disparity> disparities = Disparity.among(hosts, check.tls().verify() != Tls.Verify.OFF);
    if (!disparities.isEmpty()) {
      all.add(Disparity.finding(disparities));
    }
    return new Round.Completed(
        check,
        due,
        surroundings.clock().instant(),
        resolved,
        hosts,
        true,
        disparities,
        all,
        throttled);
  }

  private Round hostless(long resolvingNanos, Finding finding) {
    Optional<Duration> resolved = Optional.of(Duration.ofNanos(resolvingNanos));
    return ended(resolved, List.of(), List.of(finding));
  }

  private Round unknown(long resolvingNanos, Finding finding) {
    return new Round.Completed(
        check,
        due,
        surroundings.clock().instant(),
        Optional.of(Duration.ofNanos(resolvingNanos)),
        List.of(),
        false,
        List.of(),
        List.of(finding),
        Duration.ZERO);
  }
}
