package mxping.web;

import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * How Jetty is set up below the endpoints: few threads, small limits, nothing said about itself.
 *
 * @param sockets bound already
 */
record Plumbing(List<ServerSocketChannel> sockets) {
  /** Bound of a graceful stop. */
  static final Duration STOP = Duration.ofSeconds(2);

  /** A scraper keeps its connection for the next scrape; others let go of theirs sooner. */
  private static final Duration IDLE = Duration.ofSeconds(75);

  /** Without a thread of its own a closed socket goes on listening until its selector wakes. */
  private static final int ACCEPTORS = 1;

  private static final int HEADER_OCTETS = 8 * 1024;
  private static final int OUTPUT_OCTETS = 16 * 1024;

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
    config.jetty.modifyHttpConfiguration(Plumbing::limit);
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
    server.insertHandler(new GracefulHandler());
    server.setStopTimeout(STOP.toMillis());
    server.setErrorHandler(Failures::belowJavalin);
  }

  private static void limit(HttpConfiguration http) {
    http.setSendServerVersion(false);
    http.setSendXPoweredBy(false);
    http.setRequestHeaderSize(HEADER_OCTETS);
    http.setOutputBufferSize(OUTPUT_OCTETS);
  }

  private static Connector connector(
      Server server, HttpConfiguration http, ServerSocketChannel socket) {
    ServerConnector connector =
        new ServerConnector(
            server, null, null, null, ACCEPTORS, 1, new HttpConnectionFactory(http));
    connector.setIdleTimeout(IDLE.toMillis());
    try {
      connector.open(socket);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return connector;
  }
}
