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
import mxping.check.Target;
import mxping.probe.Finding;
import mxping.probe.Outcome;
import mxping.probe.Phase;
import mxping.probe.Reason;
import mxping.resolve.Failure;
import mxping.resolve.Flaw;
import mxping.resolve.MailHost;
import mxping.resolve.MailHosts;
import mxping.resolve.Resolver;

/**
 * Where the mail of a check's target goes, as the DNS says now.
 *
 * @param hosts by preference; empty where there are none, or nobody could tell
 * @param known whether {@code hosts} are all there are; false where nobody could tell
 * @param findings what is to be said of the MX set itself; not empty where {@code hosts} is
 * @param took how long it took to find out
 */
public record Destination(
    List<MailHost> hosts, boolean known, List<Finding> findings, Duration took) {

  public Destination {
    hosts = List.copyOf(hosts);
    findings = List.copyOf(findings);
  }

  /** Of a domain or one host; one lookup at most, blocking. */
  static Destination of(Check check, Resolver resolver) {
    return switch (check.target()) {
      case Target.Domain domain -> of(check, domain, resolver);
      case Target.Host host -> of(host.name());
      case Target.Self self -> of(self.text());
    };
  }

  private static Destination of(String host) {
    return new Destination(List.of(new MailHost.Named(host)), true, List.of(), Duration.ZERO);
  }

  private static Destination of(Check check, Target.Domain domain, Resolver resolver) {
    long began = System.nanoTime();
    MailHosts found = resolver.mailHosts(domain);
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    return switch (found) {
      case MailHosts.Found some ->
          new Destination(some.hosts(), true, about(check, domain, some), took);
      case MailHosts.NullMx none -> {
        Outcome outcome = check.nullMx() == NullMx.OK ? Outcome.OK : Outcome.FAILED;
        String words = domain.name() + " publishes a null MX: it takes no mail";
        Finding finding =
            new Finding(Phase.RESOLVE, Reason.NULL_MX, outcome, Optional.empty(), words);
        yield nowhere(true, finding, took);
      }
      case MailHosts.NoSuchDomain none -> {
        String words = domain.name() + " does not exist";
        yield nowhere(true, Finding.of(Phase.RESOLVE, Reason.NXDOMAIN, words), took);
      }
      case MailHosts.Failed failed -> nowhere(false, finding(failed.failure()), took);
    };
  }

  private static Destination nowhere(boolean known, Finding finding, Duration took) {
    return new Destination(List.of(), known, List.of(finding), took);
  }

  private static List<Finding> about(Check check, Target.Domain domain, MailHosts.Found found) {
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

  static Finding invalid(Flaw flaw) {
    return Finding.of(Phase.RESOLVE, Reason.MX_INVALID, flaw.words());
  }

  /** What it means that nobody could tell. */
  static Finding finding(Failure failure) {
    Reason reason =
        switch (failure.kind()) {
          case FAILURE -> Reason.DNS_FAILURE;
          case TIMEOUT -> Reason.DNS_TIMEOUT;
        };
    return Finding.of(Phase.RESOLVE, reason, failure.words());
  }
}
