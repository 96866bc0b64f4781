package mxping.run;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import mxping.check.Check;
import mxping.check.Family;
import mxping.probe.Finding;
import mxping.probe.Phase;
import mxping.probe.Prober;
import mxping.probe.Reason;
import mxping.resolve.Addresses;
import mxping.resolve.Failure;
import mxping.resolve.Flaw;
import mxping.resolve.MailHost;
import mxping.resolve.Resolver;
import mxping.run.HostResult.Unreached;

/**
 * A visit to one mail host: its addresses looked up, one or all of them spoken to. Thread-safe,
 * blocking.
 */
final class HostVisit {
  private final Check check;
  private final Resolver resolver;
  private final Prober prober;
  private final Calls calls;

  HostVisit(Check check, Resolver resolver, Prober prober, Calls calls) {
    this.check = check;
    this.resolver = resolver;
    this.prober = prober;
    this.calls = calls;
  }

  /**
   * What a visit brought.
   *
   * @param results one, or one for each family or address where the check asks for that
   * @param flaws of the MX record, that only its addresses show
   * @param resolvingNanos how long the addresses took to look up
   * @param throttled how long it waited for its turns
   */
  record Visited(
      List<HostResult> results, List<Flaw> flaws, long resolvingNanos, Duration throttled) {}

  /**
   * Visits {@code host} in each of {@code families}; one without a record gives no result if
   * another has one.
   */
  Visited of(MailHost host, List<Family> families) {
    List<HostResult> results = new ArrayList<>();
    List<HostResult> without = new ArrayList<>();
    Set<Flaw> flaws = new LinkedHashSet<>();
    long resolving = 0;
    Duration throttled = Duration.ZERO;
    for (Family family : families) {
      long began = System.nanoTime();
      Addresses found = resolver.addresses(host, family);
      resolving += System.nanoTime() - began;
      switch (found) {
        case Addresses.Found some -> {
          flaws.addAll(some.flaws());
          Spoken spoken = speak(host, family, bindable(some.addresses()));
          results.addAll(spoken.results());
          throttled = throttled.plus(spoken.throttled());
        }
        case Addresses.None none ->
            without.add(
                unreached(
                    host, family, Finding.of(Phase.RESOLVE, Reason.NO_ADDRESS, none.words())));
        case Addresses.Failed failed ->
            results.add(unreached(host, family, finding(failed.failure())));
      }
    }
    if (results.isEmpty()) {
      results.addAll(without);
    }
    return new Visited(results, List.copyOf(flaws), resolving, throttled);
  }

  /** Visits one address that needs no looking up. */
  Visited at(String name, InetSocketAddress address) {
    MailHost host = new MailHost.Named(name);
    Spoken spoken = speak(host, check.family(), List.of(address));
    return new Visited(spoken.results(), List.of(), 0, spoken.throttled());
  }

  static Finding finding(Failure failure) {
    Reason reason =
        switch (failure.kind()) {
          case FAILURE -> Reason.DNS_FAILURE;
          case TIMEOUT -> Reason.DNS_TIMEOUT;
        };
    return Finding.of(Phase.RESOLVE, reason, failure.words());
  }

  private HostResult unreached(MailHost host, Family family, Finding finding) {
    HostKey key = new HostKey(host.name(), family, "");
    return new HostResult(key, host.preference(), new Unreached(finding));
  }

  /**
   * The addresses that can be spoken to from the source address asked for; all of them where that
   * leaves none.
   */
  private List<InetSocketAddress> bindable(List<InetAddress> addresses) {
    List<InetAddress> fitting =
        addresses.stream()
            .filter(a -> check.sourceAddress().map(s -> sameFamily(s, a)).orElse(true))
            .toList();
    return (fitting.isEmpty() ? addresses : fitting)
        .stream().map(address -> new InetSocketAddress(address, check.port())).toList();
  }

  private static boolean sameFamily(InetAddress one, InetAddress other) {
    return one instanceof Inet4Address == other instanceof Inet4Address;
  }

  private record Spoken(List<HostResult> results, Duration throttled) {}

  private Spoken speak(MailHost host, Family family, List<InetSocketAddress> addresses) {
    List<Attempts> all =
        switch (check.addresses()) {
          case FIRST -> List.of(attempts(new HostKey(host.name(), family, ""), addresses));
          case ALL ->
              addresses.stream()
                  .map(one -> attempts(new HostKey(host.name(), family, text(one)), List.of(one)))
                  .toList();
        };
    List<HostResult> results =
        AtOnce.each(all, one -> new HostResult(one.key(), host.preference(), one.made()));
    Duration throttled =
        all.stream().map(Attempts::throttled).reduce(Duration.ZERO, Duration::plus);
    return new Spoken(results, throttled);
  }

  private Attempts attempts(HostKey key, List<InetSocketAddress> addresses) {
    return new Attempts(key, addresses, check, prober, calls);
  }

  private static String text(InetSocketAddress address) {
    return address.getAddress().getHostAddress();
  }
}
