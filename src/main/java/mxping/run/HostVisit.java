package mxping.run;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import mxping.check.Check;
import mxping.check.Family;
import mxping.courtesy.Turns;
import mxping.probe.Finding;
import mxping.probe.Phase;
import mxping.probe.ProbeResult;
import mxping.probe.Prober;
import mxping.probe.Reason;
import mxping.resolve.Addresses;
import mxping.resolve.Failure;
import mxping.resolve.Flaw;
import mxping.resolve.MailHost;
import mxping.resolve.Resolver;
import mxping.run.HostResult.Probed;
import mxping.run.HostResult.Unreached;
import mxping.smtp.Deadline;

/**
 * A visit to one mail host: its addresses looked up, one or all of them spoken to. Thread-safe,
 * blocking.
 */
final class HostVisit {
  private final Check check;
  private final Resolver resolver;
  private final Prober prober;
  private final Turns turns;

  HostVisit(Check check, Resolver resolver, Prober prober, Turns turns) {
    this.check = check;
    this.resolver = resolver;
    this.prober = prober;
    this.turns = turns;
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
                unreached(host, Finding.of(Phase.RESOLVE, Reason.NO_ADDRESS, none.words())));
        case Addresses.Failed failed -> results.add(unreached(host, finding(failed.failure())));
      }
    }
    if (results.isEmpty()) {
      results.add(without.getFirst());
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

  private HostResult unreached(MailHost host, Finding finding) {
    HostKey key = new HostKey(host.name(), check.family(), "");
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
    return switch (check.addresses()) {
      case FIRST -> {
        Attempts attempts = new Attempts();
        attempts.inOrder(addresses);
        HostKey key = new HostKey(host.name(), family, "");
        yield new Spoken(
            List.of(new HostResult(key, host.preference(), attempts.probed())), attempts.throttled);
      }
      case ALL -> {
        List<Attempts> each =
            AtOnce.each(
                addresses,
                address -> {
                  Attempts attempts = new Attempts();
                  attempts.inOrder(List.of(address));
                  return attempts;
                });
        yield new Spoken(
            each.stream().map(one -> one.result(host, family)).toList(),
            each.stream().map(one -> one.throttled).reduce(Duration.ZERO, Duration::plus));
      }
    };
  }

  /**
   * Addresses tried one after the other until one connects, within one timeout, waits for turns not
   * counted.
   */
  private final class Attempts {
    private final List<ProbeResult> tried = new ArrayList<>();
    private Duration left = check.timeout();
    private Duration throttled = Duration.ZERO;

    void inOrder(List<InetSocketAddress> addresses) {
      for (int i = 0; i < addresses.size(); i++) {
        Duration share = left.dividedBy(addresses.size() - i);
        Duration limit = shorter(share, check.timeouts().connect());
        Turns.Taken<ProbeResult> taken = turns.take(probe(addresses.get(i), limit));
        throttled = throttled.plus(taken.waited());
        tried.add(taken.value());
        left = left.minus(taken.value().duration());
        if (!taken.value().neverConnected() || !left.isPositive()) {
          return;
        }
      }
    }

    private Supplier<ProbeResult> probe(InetSocketAddress address, Duration connectLimit) {
      return () -> prober.probe(address, connectLimit, Deadline.in(left));
    }

    /** The one that connected, else the first with the others behind it. */
    Probed probed() {
      ProbeResult last = tried.getLast();
      return last.neverConnected()
          ? new Probed(tried.getFirst(), tried.subList(1, tried.size()))
          : new Probed(last, tried.subList(0, tried.size() - 1));
    }

    HostResult result(MailHost host, Family family) {
      String address = tried.getFirst().remote().getAddress().getHostAddress();
      HostKey key = new HostKey(host.name(), family, address);
      return new HostResult(key, host.preference(), probed());
    }
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }
}
