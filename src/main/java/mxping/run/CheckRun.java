package mxping.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import mxping.check.Check;
import mxping.check.Check.NullMx;
import mxping.check.Family;
import mxping.check.Target;
import mxping.probe.Finding;
import mxping.probe.Outcome;
import mxping.probe.Phase;
import mxping.probe.Prober;
import mxping.probe.Reason;
import mxping.resolve.Flaw;
import mxping.resolve.MailHost;
import mxping.resolve.MailHosts;
import mxping.resolve.Resolver;

/**
 * The rounds of one check, one at a time: finds its mail hosts, visits all of them at once, judges
 * what they say together. Blocking, for a virtual thread; thread-safe in that a round asked for
 * while another goes on is skipped.
 */
public final class CheckRun {
  private final Check check;
  private final Resolver resolver;
  private final Surroundings surroundings;
  private final HostVisit visit;
  private final AtomicBoolean going = new AtomicBoolean();

  public CheckRun(Check check, Surroundings surroundings) {
    this.check = check;
    this.surroundings = surroundings;
    this.resolver = new Resolver(check.dns());
    Prober prober = new Prober(check, surroundings.machineName(), surroundings.open());
    this.visit = new HostVisit(check, resolver, prober, surroundings.turns());
  }

  public Check check() {
    return check;
  }

  /** Carries out the round that is due, or skips it while the one before it still goes on. */
  public Round fire(Due due) {
    if (!going.compareAndSet(false, true)) {
      return new Round.Skipped(check, due, Reason.OVERLAPPED, 1);
    }
    try {
      return round(due);
    } finally {
      going.set(false);
    }
  }

  /** What is left of a round in which the agent itself failed. */
  public Round.Completed failed(Due due, String words) {
    Finding finding = Finding.of(Phase.CONNECT, Reason.INTERNAL_ERROR, words);
    return new Round.Completed(
        check,
        due,
        surroundings.clock().instant(),
        Optional.empty(),
        List.of(),
        false,
        List.of(finding),
        Duration.ZERO);
  }

  private Round.Completed round(Due due) {
    return switch (check.target()) {
      case Target.Self self -> {
        HostVisit.Visited visited = visit.at("self", surroundings.self());
        yield completed(due, Optional.empty(), List.of(visited), List.of());
      }
      case Target.Host host ->
          visitAll(due, 0, List.of(new MailHost.Named(host.name())), List.of());
      case Target.Domain domain -> domain(due, domain);
    };
  }

  private Round.Completed domain(Due due, Target.Domain domain) {
    long began = System.nanoTime();
    MailHosts found = resolver.mailHosts(domain);
    long took = System.nanoTime() - began;
    return switch (found) {
      case MailHosts.Found hosts -> visitAll(due, took, hosts.hosts(), about(domain, hosts));
      case MailHosts.NullMx none -> {
        Outcome outcome = check.nullMx() == NullMx.OK ? Outcome.OK : Outcome.FAILED;
        String words = domain.name() + " publishes a null MX: it takes no mail";
        yield hostless(
            due,
            took,
            new Finding(Phase.RESOLVE, Reason.NULL_MX, outcome, Optional.empty(), words));
      }
      case MailHosts.NoSuchDomain none -> {
        String words = domain.name() + " does not exist";
        yield hostless(due, took, Finding.of(Phase.RESOLVE, Reason.NXDOMAIN, words));
      }
      case MailHosts.Failed failed -> unknown(due, took, HostVisit.finding(failed.failure()));
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

  private Round.Completed visitAll(
      Due due, long resolvingNanos, List<MailHost> hosts, List<Finding> findings) {
    List<HostVisit.Visited> visited =
        AtOnce.each(hosts, host -> visit.of(host, families(check.family())));
    long slowest = visited.stream().mapToLong(HostVisit.Visited::resolvingNanos).max().orElse(0);
    return completed(
        due, Optional.of(Duration.ofNanos(resolvingNanos + slowest)), visited, findings);
  }

  private static List<Family> families(Family asked) {
    return asked == Family.BOTH ? List.of(Family.IPV6, Family.IPV4) : List.of(asked);
  }

  private Round.Completed completed(
      Due due,
      Optional<Duration> resolved,
      List<HostVisit.Visited> visited,
      List<Finding> findings) {
    List<Finding> all = new ArrayList<>(findings);
    List<HostResult> hosts = new ArrayList<>();
    Duration throttled = Duration.ZERO;
    for (HostVisit.Visited each : visited) {
      each.flaws().forEach(flaw -> all.add(invalid(flaw)));
      hosts.addAll(each.results());
      throttled = throttled.plus(each.throttled());
    }
    return new Round.Completed(
        check, due, surroundings.clock().instant(), resolved, hosts, true, all, throttled);
  }

  private Round.Completed hostless(Due due, long resolvingNanos, Finding finding) {
    Optional<Duration> resolved = Optional.of(Duration.ofNanos(resolvingNanos));
    return completed(due, resolved, List.of(), List.of(finding));
  }

  private Round.Completed unknown(Due due, long resolvingNanos, Finding finding) {
    return new Round.Completed(
        check,
        due,
        surroundings.clock().instant(),
        Optional.of(Duration.ofNanos(resolvingNanos)),
        List.of(),
        false,
        List.of(finding),
        Duration.ZERO);
  }
}
