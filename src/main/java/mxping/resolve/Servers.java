package mxping.resolve;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import mxping.check.Dns;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.ResolverConfig;
import org.xbill.DNS.config.ResolvConfResolverConfigProvider;

/** The name servers to ask, in order; never none. Thread-safe. */
interface Servers {

  /** Those a check names, and only those; the system's where it names none. */
  static Servers of(Dns dns) {
    return dns.servers().isEmpty()
        ? new OfTheSystem(Servers::systems, System::nanoTime)
        : dns::servers;
  }

  List<InetSocketAddress> inOrder();

  /** resolv.conf as it is now; where that names none, whatever else dnsjava knows. */
  private static List<InetSocketAddress> systems() {
    var resolvConf = new ResolvConfResolverConfigProvider();
    if (resolvConf.isEnabled()) {
      resolvConf.initialize();
    }
    return resolvConf.servers().isEmpty()
        ? List.copyOf(ResolverConfig.getCurrentConfig().servers())
        : List.copyOf(resolvConf.servers());
  }

  /** The system's servers, read again where what we know is older than 30 s. */
  final class OfTheSystem implements Servers {
    private static final Duration GOOD_FOR = Duration.ofSeconds(30);

    private final Supplier<List<InetSocketAddress>> source;
    private final LongSupplier nanoTime;
    private volatile @Nullable Reading last;

    private record Reading(List<InetSocketAddress> servers, long nanos) {}

    OfTheSystem(Supplier<List<InetSocketAddress>> source, LongSupplier nanoTime) {
      this.source = source;
      this.nanoTime = nanoTime;
    }

    @Override
    public List<InetSocketAddress> inOrder() {
      var now = nanoTime.getAsLong();
      var known = last;
      if (known == null || now - known.nanos() > GOOD_FOR.toNanos()) {
        known = new Reading(source.get(), now);
        last = known;
      }
      return known.servers();
    }
  }
}
