package mxping.web;

import java.time.Duration;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.QoSHandler;
import org.eclipse.jetty.util.Callback;

/**
 * What clients may take, all of them together. Pages and the API wait for one another, and scrapes
 * and probes of the agent's own health for nobody.
 */
final class Limits {
  /** Open at once; more wait in the system's queue, and idle ones are closed sooner meanwhile. */
  static final int CONNECTIONS = 500;

  /** Of a body that says so; nothing here reads any. */
  static final int BODY_OCTETS = 4 * 1024;

  /** Request line and headers. */
  static final int HEADER_OCTETS = 8 * 1024;

  /** Pages and answers of the API that are made at once. */
  static final int PAGES = 4;

  private static final int PAGES_WAITING = 100;
  private static final Duration PAGE_WAITS = Duration.ofSeconds(10);
  private static final Duration IDLE_WHEN_FULL = Duration.ofSeconds(5);
  private static final int OUTPUT_OCTETS = 16 * 1024;

  private Limits() {}

  static void set(HttpConfiguration http) {
    http.setRequestHeaderSize(HEADER_OCTETS);
    http.setOutputBufferSize(OUTPUT_OCTETS);
  }

  static void set(Server server) {
    NetworkConnectionLimit connections = new NetworkConnectionLimit(CONNECTIONS, server);
    connections.setEndPointIdleTimeout(IDLE_WHEN_FULL.toMillis());
    server.addBean(connections);
    server.addBean(new SlowClients(server));
  }

  /** Lets a few pages be made at once. */
  static Handler.Wrapper pages() {
    QoSHandler pages =
        new QoSHandler() {
          @Override
          protected void reject(Request request, Response response, Callback callback, int status) {
            response.setStatus(status);
            Failures.write(response, callback);
          }
        };
    pages.excludePath("/metrics", "/probe", "/-/*");
    pages.setMaxRequestCount(PAGES);
    pages.setMaxSuspendedRequestCount(PAGES_WAITING);
    pages.setMaxSuspend(PAGE_WAITS);
    return pages;
  }
}
