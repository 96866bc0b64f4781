package mxping.web;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes the connections of clients that take too long: Jetty's own limit is on silence, and a
 * client that drips an octet now and then is never silent. A request must be there in whole 10 s
 * after the connection or its first octet, a TLS handshake included, and its answer be taken within
 * two minutes.
 */
final class SlowClients extends AbstractLifeCycle {
  static final Duration TO_ASK = Duration.ofSeconds(10);
  static final Duration TO_LISTEN = Duration.ofMinutes(2);

  private static final Logger LOG = LoggerFactory.getLogger(SlowClients.class);
  private static final Duration EVERY = Duration.ofSeconds(1);

  private final Server server;
  private Map<EndPoint, Progress> seen = Map.of();
  private @Nullable Thread thread;

  /** What a client is doing. */
  private enum Doing {
    ASKING,
    LISTENING,
    NOTHING
  }

  /**
   * How far a client has come.
   *
   * @param requests begun
   * @param octets received when it last did nothing
   * @param since when it began to do what it does, on the monotonic clock
   */
  private record Progress(Doing doing, long requests, long octets, long since) {

    static Progress of(EndPoint client, @Nullable Progress before, long now) {
      Connection http = http(client);
      long requests = http.getMessagesIn();
      return before == null || before.requests() != requests
          ? new Progress(doing(http, http.getBytesIn()), requests, http.getBytesIn(), now)
          : before.then(doing(http, before.octets()), now);
    }

    private static Doing doing(Connection http, long octets) {
      if (http.getMessagesIn() > http.getMessagesOut()) {
        return Doing.LISTENING;
      }
      return http.getMessagesIn() == 0 || http.getBytesIn() > octets ? Doing.ASKING : Doing.NOTHING;
    }

    private Progress then(Doing next, long now) {
      return new Progress(next, requests, octets, next == doing ? since : now);
    }

    boolean tooLong(long now) {
      return switch (doing) {
        case ASKING -> now - since > TO_ASK.toNanos();
        case LISTENING -> now - since > TO_LISTEN.toNanos();
        case NOTHING -> false;
      };
    }
  }

  SlowClients(Server server) {
    this.server = server;
  }

  private static Connection http(EndPoint client) {
    Connection connection = client.getConnection();
    return connection instanceof SslConnection tls
        ? tls.getSslEndPoint().getConnection()
        : connection;
  }

  @Override
  protected void doStart() {
    thread =
        Thread.ofVirtual()
            .name("slow-clients")
            .start(
                () -> {
                  while (!Thread.currentThread().isInterrupted()) {
                    LockSupport.parkNanos(EVERY.toNanos());
                    look(System.nanoTime());
                  }
                });
  }

  @Override
  protected void doStop() {
    if (thread != null) {
      thread.interrupt();
    }
  }

  private void look(long now) {
    Map<EndPoint, Progress> looked = new HashMap<>();
    for (Connector connector : server.getConnectors()) {
      for (EndPoint client : connector.getConnectedEndPoints()) {
        Progress progress = Progress.of(client, seen.get(client), now);
        if (progress.tooLong(now)) {
          LOG.debug("{} takes too long", client.getRemoteSocketAddress());
          client.close();
        } else {
          looked.put(client, progress);
        }
      }
    }
    seen = looked;
  }
}
