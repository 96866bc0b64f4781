package mxping.run;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import mxping.check.Check;
import mxping.check.Tls;
import mxping.courtesy.Visit;
import mxping.probe.ProbeResult;
import mxping.probe.Prober;
import mxping.probe.Terms;

/**
 * Addresses of one mail host, tried one after the other until one connects, all within one timeout,
 * which waits for turns are not part of; and the one that connected once more in the clear, where
 * opportunistic TLS breaks. Blocking; not thread-safe.
 */
final class Attempts {
  private final HostKey key;
  private final List<InetSocketAddress> addresses;
  private final Check check;
  private final Prober prober;
  private final Calls calls;
  private final List<ProbeResult> tried = new ArrayList<>();
  private Duration left;
  private Duration throttled = Duration.ZERO;

  Attempts(
      HostKey key, List<InetSocketAddress> addresses, Check check, Prober prober, Calls calls) {
    this.key = key;
    this.addresses = addresses;
    this.check = check;
    this.prober = prober;
    this.calls = calls;
    this.left = check.timeout();
  }

  /** What became of the host: of the address that connected, else of the first one. */
  HostResult.Visit made() {
    for (int i = 0; i < addresses.size() && left.isPositive(); i++) {
      Optional<HostResult.Visit> end = tried(addresses.get(i), addresses.size() - i);
      if (end.isPresent()) {
        return end.get();
      }
    }
    return firstTried();
  }

  /** Tries one address, in its share of the time; empty where it could not be connected to. */
  private Optional<HostResult.Visit> tried(InetSocketAddress address, int remaining) {
    Duration share = left.dividedBy(remaining);
    Duration limit = check.timeouts().connect();
    Terms terms =
        prober.terms(key.mx(), address).within(share.compareTo(limit) < 0 ? share : limit, left);
    Visit.Visited visited = calls.visit(check.name() + " " + key, terms, prober);
    throttled = throttled.plus(visited.waited());
    return switch (visited) {
      case Visit.TurnedAway away ->
          tried.isEmpty() ? Optional.of(unvisited(away.opens())) : Optional.of(firstTried());
      case Visit.Served served -> {
        ProbeResult result = served.result();
        left = left.minus(result.duration());
        if (!result.neverConnected()) {
          ProbeResult last = inTheClear(terms, result).orElse(result);
          yield Optional.of(new HostResult.Probed(last, List.copyOf(tried)));
        }
        tried.add(result);
        yield Optional.empty();
      }
    };
  }

  /**
   * One more connection, where opportunistic TLS broke, as sending hosts make it (RFC 7435); empty
   * where none is due, its turn did not come or no time is left.
   */
  private Optional<ProbeResult> inTheClear(Terms terms, ProbeResult broken) {
    boolean opportunistic = check.tls().mode() == Tls.Mode.OPPORTUNISTIC;
    if (!opportunistic || !broken.handshakeBroke() || !left.isPositive()) {
      return Optional.empty();
    }
    Duration limit = terms.timeouts().connect();
    Terms clear = terms.inTheClear().within(limit.compareTo(left) < 0 ? limit : left, left);
    Visit.Visited visited = calls.visit(check.name() + " " + key, clear, prober);
    throttled = throttled.plus(visited.waited());
    return switch (visited) {
      case Visit.TurnedAway away -> Optional.empty();
      case Visit.Served served -> Optional.of(served.result().afterBroken(broken));
    };
  }

  private HostResult.Probed firstTried() {
    return new HostResult.Probed(tried.getFirst(), tried.subList(1, tried.size()));
  }

  private static HostResult.Unvisited unvisited(OptionalLong opensInNanos) {
    return new HostResult.Unvisited(Duration.ofNanos(opensInNanos.orElse(0)));
  }

  HostKey key() {
    return key;
  }

  /** How long turns were waited for. */
  Duration throttled() {
    return throttled;
  }
}
