package mxping.cluster;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import mxping.check.Cluster;
import org.jgroups.protocols.FD_ALL3;
import org.jgroups.protocols.MERGE3;
import org.jgroups.protocols.TCP;
import org.jgroups.protocols.TCPPING;
import org.jgroups.protocols.UNICAST4;
import org.jgroups.protocols.VERIFY_SUSPECT2;
import org.jgroups.protocols.dns.DNS_PING;
import org.jgroups.protocols.pbcast.GMS;
import org.jgroups.protocols.pbcast.NAKACK2;
import org.jgroups.protocols.pbcast.STABLE;
import org.jgroups.stack.Protocol;
import org.jgroups.util.TLS;
import org.jgroups.util.TLSClientAuth;

/**
 * The engine's protocols, from the wire up. A member whose process dies is noticed by its broken
 * connections at once, one that hangs or is cut off by its missing heartbeats within 10 s.
 */
final class Stack {
  private static final long HEARTBEAT_MILLIS = 2_000;
  private static final long SILENCE_MILLIS = 8_000;
  private static final long VERIFY_MILLIS = 1_000;
  private static final long LEAST_MERGE_MILLIS = 2_000;
  private static final long MOST_MERGE_MILLIS = 5_000;
  private static final long JOIN_MILLIS = 1_000;

  private Stack() {}

  /** New protocols for one channel. */
  static List<Protocol> of(Cluster cluster, Optional<SSLContext> tls) {
    return List.of(
        transport(cluster.bind(), tls),
        discovery(cluster.peers()),
        new MERGE3().setMinInterval(LEAST_MERGE_MILLIS).setMaxInterval(MOST_MERGE_MILLIS),
        new FD_ALL3().setInterval(HEARTBEAT_MILLIS).setTimeout(SILENCE_MILLIS),
        new VERIFY_SUSPECT2().setTimeout(VERIFY_MILLIS),
        new NAKACK2(),
        new UNICAST4(),
        new STABLE(),
        new GMS().setJoinTimeout(JOIN_MILLIS).printLocalAddress(false));
  }

  /** Its diagnostics, which answer whoever asks, stay off. */
  private static TCP transport(InetSocketAddress bind, Optional<SSLContext> tls) {
    TCP tcp = new TCP();
    tcp.setBindAddress(bind.getAddress());
    tcp.setBindPort(bind.getPort());
    tcp.setPortRange(0);
    tcp.useVirtualThreads(true);
    tcp.enableSuspectEvents(true);
    tcp.disableDiagnostics();
    tls.ifPresent(context -> tcp.tls(mutual(context)));
    return tcp;
  }

  private static TLS mutual(SSLContext context) {
    return new TLS()
        .enabled(true)
        .setSSLContext(context)
        .setProtocols(new String[] {"TLSv1.3"})
        .setClientAuth(TLSClientAuth.NEED);
  }

  private static Protocol discovery(Cluster.Peers peers) {
    return switch (peers) {
      case Cluster.Peers.Hosts hosts ->
          new TCPPING()
              .setInitialHosts(hosts.hosts().stream().map(Stack::lookedUp).toList())
              .setPortRange(0);
      case Cluster.Peers.Dns dns -> new DNS_PING().setDNSQuery(dns.name());
    };
  }

  private static InetSocketAddress lookedUp(InetSocketAddress host) {
    return new InetSocketAddress(host.getHostString(), host.getPort());
  }
}
