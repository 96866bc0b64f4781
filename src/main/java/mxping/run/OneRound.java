package mxping.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mxping.check.Check;
import mxping.check.Family;
import mxping.check.Target;
import mxping.check.Tls;
import mxping.probe.Finding;
import mxping.probe.Reason;
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
      case Target.Host host -> visitAll(Destination.of(check, resolver));
      case Target.Domain domain -> visitAll(Destination.of(check, resolver));
    };
  }

  private Round visitAll(Destination destination) {
    if (!destination.known()) {
      return unknown(destination);
    }
    List<HostVisit.Visited> visited =
        AtOnce.each(destination.hosts(), host -> visit.of(host, families(check.family())));
    long slowest = visited.stream().mapToLong(HostVisit.Visited::resolvingNanos).max().orElse(0);
    return ended(
        Optional.of(destination.took().plusNanos(slowest)), visited, destination.findings());
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
      each.flaws().forEach(flaw -> all.add(Destination.invalid(flaw)));
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

  private Round unknown(Destination destination) {
    return new Round.Completed(
        check,
        due,
        surroundings.clock().instant(),
        Optional.of(destination.took()),
        List.of(),
        false,
        List.of(),
        destination.findings(),
        Duration.ZERO);
  }
}
