package mxping.run;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import mxping.check.Check;
import mxping.check.Family;
import mxping.check.IpText;
import mxping.probe.Finding;
import mxping.probe.Phase;
import mxping.probe.Prober;
import mxping.probe.Reason;
import mxping.resolve.Addresses;
import mxping.resolve.Flaw;
import mxping.resolve.MailHost;
import mxping.resolve.Resolver;
import mxping.run.HostResult.Unreached;

/**
 * A visit to one mail host: its addresses looked up, one or all of them spoken to, by the very
 * addresses that were admitted: no name is looked up twice. Thread-safe, blocking.
 */
final class HostVisit {
  private final Check check;
  private final Resolver resolver;
  private final Predicate<InetAddress> admitted;
  private final Prober prober;
  private final Calls calls;

  /**
   * @param admitted whether an address may be spoken to; asked once for each that a name has
   */
  HostVisit(
      Check check, Resolver resolver, Predicate<InetAddress> admitted, Prober prober, Calls calls) {
    this.check = check;
    this.resolver = resolver;
    this.admitted = admitted;
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
   * Visits {@code host} in each of {@code families} at once; one without a record gives no result
   * if another has one.
   */
  Visited of(MailHost host, List<Family> families) {
    if (families.size() == 1) {
      return of(host, families.getFirst());
    }
    List<Visited> each = AtOnce.each(families, family -> of(host, family));
    List<HostResult> all = each.stream().flatMap(one -> one.results().stream()).toList();
    List<HostResult> known = all.stream().filter(one -> !hasNoAddress(one)).toList();
    return new Visited(
        known.isEmpty() ? all : known,
        each.stream().flatMap(one -> one.flaws().stream()).distinct().toList(),
        each.stream().mapToLong(Visited::resolvingNanos).max().orElse(0),
        each.stream().map(Visited::throttled).reduce(Duration.ZERO, Duration::plus));
  }

  private static boolean hasNoAddress(HostResult result) {
    return result.visit().deciding().reason() == Reason.NO_ADDRESS;
  }

  private Visited of(MailHost host, Family family) {
    long began = System.nanoTime();
    Addresses found = resolver.addresses(host, family);
    return of(host, family, found, System.nanoTime() - began);
  }

  /** Visits {@code host} at the addresses that it was found to have. */
  Visited of(MailHost host, Family family, Addresses found, long tookNanos) {
    return switch (found) {
      case Addresses.Found some -> found(host, family, some, tookNanos);
      case Addresses.None none ->
          unreached(
              host, family, Finding.of(Phase.RESOLVE, Reason.NO_ADDRESS, none.words()), tookNanos);
      case Addresses.Failed failed ->
          unreached(host, family, Destination.finding(failed.failure()), tookNanos);
    };
  }

  private Visited found(MailHost host, Family family, Addresses.Found found, long took) {
    List<InetAddress> open = found.addresses().stream().filter(admitted).toList();
    if (open.isEmpty()) {
      String words = host.name() + ": no address that may be spoken to";
      return unreached(host, family, Finding.of(Phase.RESOLVE, Reason.NO_ADDRESS, words), took);
    }
    return spoken(host, family, bindable(open), found.flaws(), took);
  }

  /** Visits one address that needs no looking up. */
  Visited at(String name, InetSocketAddress address) {
    return spoken(new MailHost.Named(name), check.family(), List.of(address), List.of(), 0);
  }

  private static Visited unreached(
      MailHost host, Family family, Finding finding, long resolvingNanos) {
    HostKey key = new HostKey(host.name(), family, "");
    HostResult result = new HostResult(key, host.preference(), new Unreached(finding));
    return new Visited(List.of(result), List.of(), resolvingNanos, Duration.ZERO);
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

  private Visited spoken(
      MailHost host,
      Family family,
      List<InetSocketAddress> addresses,
      List<Flaw> flaws,
      long resolvingNanos) {
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
    return new Visited(results, flaws, resolvingNanos, throttled);
  }

  private Attempts attempts(HostKey key, List<InetSocketAddress> addresses) {
    return new Attempts(key, addresses, check, prober, calls);
  }

  private static String text(InetSocketAddress address) {
    return IpText.of(address.getAddress());
  }
}
