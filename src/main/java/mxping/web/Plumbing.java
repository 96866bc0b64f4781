package mxping.web;

import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * How Jetty is set up below the endpoints: few threads, small limits, nothing said about itself.
 *
 * @param sockets bound already
 * @param tls where it is spoken
 */
record Plumbing(List<ServerSocketChannel> sockets, Doorkeeper doorkeeper, Optional<TlsSide> tls) {
  /** Bound of a graceful stop. */
  static final Duration STOP = Duration.ofSeconds(2);

  /** A scraper keeps its connection for the next scrape; others let go of theirs sooner. */
  private static final Duration IDLE = Duration.ofSeconds(75);

  /** Without a thread of its own a closed socket goes on listening until its selector wakes. */
  private static final int ACCEPTORS = 1;

  void lay(JavalinConfig config) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.concurrency.useVirtualThreads = true;
    config.http.compressionStrategy = CompressionStrategy.NONE;
    config.http.prefer405over404 = true;
    config.jetty.threadPool = threads();
    config.jetty.modifyServer(this::modify);
    config.jetty.modifyServletContextHandler(
        context -> context.setErrorHandler(Failures::belowJavalin));
    config.jetty.modifyHttpConfiguration(this::modify);
    for (ServerSocketChannel socket : sockets) {
      config.jetty.addConnector((server, http) -> connector(server, http, socket));
    }
  }

  /** Two threads wait on each socket and its connections, a few more begin what arrives. */
  private QueuedThreadPool threads() {
    QueuedThreadPool threads = new QueuedThreadPool(4 + 2 * sockets.size(), 1);
    threads.setName("web");
    threads.setReservedThreads(0);
    threads.setVirtualThreadsExecutor(
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("web-", 0).factory()));
    return threads;
  }

  private void modify(Server server) {
    server.insertHandler(Limits.pages());
    server.insertHandler(doorkeeper);
    server.insertHandler(new GracefulHandler());
    Limits.set(server);
    server.setStopTimeout(STOP.toMillis());
    server.setErrorHandler(Failures::belowJavalin);
  }

  private void modify(HttpConfiguration http) {
    http.setSendServerVersion(false);
    http.setSendXPoweredBy(false);
    Limits.set(http);
    // a name that no certificate of ours has is the client's matter
    tls.ifPresent(side -> http.addCustomizer(new SecureRequestCustomizer(false)));
  }

  private ConnectionFactory[] factories(HttpConfiguration http) {
    HttpConnectionFactory plain = new HttpConnectionFactory(http);
    return tls.map(
            side ->
                new ConnectionFactory[] {
                  new SslConnectionFactory(side, plain.getProtocol()), plain
                })
        .orElseGet(() -> new ConnectionFactory[] {plain});
  }

  private Connector connector(Server server, HttpConfiguration http, ServerSocketChannel socket) {
    ServerConnector connector =
        new ServerConnector(server, null, null, null, ACCEPTORS, 1, factories(http));
    connector.setIdleTimeout(IDLE.toMillis());
    try {
      connector.open(socket);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return connector;
  }
}
