package mxping.web;

import io.javalin.Javalin;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import mxping.config.TlsAbilities;
import mxping.config.WebConfig;
import mxping.history.History;
import mxping.pages.Fellows;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The agent's HTTP server, running.
 *
 * <p>Thread-safe. Requests are answered on virtual threads; what listens and waits for octets is a
 * handful of platform threads.
 */
public final class Web implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(Web.class);

  private final Javalin javalin;
  private final List<InetSocketAddress> addresses;
  private final Doorkeeper doorkeeper;
  private final Optional<TlsSide> tls;

  private Web(
      Javalin javalin,
      List<InetSocketAddress> addresses,
      Doorkeeper doorkeeper,
      Optional<TlsSide> tls) {
    this.javalin = javalin;
    this.addresses = List.copyOf(addresses);
    this.doorkeeper = doorkeeper;
    this.tls = tls;
  }

  /** What this JVM can do, for whoever reads a {@link WebConfig}. */
  public static TlsAbilities abilities() {
    return TlsSide.abilities();
  }

  /**
   * Begins to listen and to answer.
   *
   * @param listen one or more
   * @param config whom to let in, and how
   * @param probing probes on request, where they are to be had
   * @param fellows the agents that share the checks
   * @throws CannotListenException where one of the addresses cannot be had; then none is kept
   */
  public static Web start(
      List<ListenAddress> listen,
      WebConfig config,
      History history,
      Exposition exposition,
      Optional<? extends Probing> probing,
      Lifecycle lifecycle,
      Fellows fellows)
      throws CannotListenException {
    if (listen.isEmpty()) {
      throw new IllegalArgumentException("nowhere to listen");
    }
    Endpoints endpoints =
        new Endpoints(history, exposition, probing.map(ProbeEndpoint::new), lifecycle, fellows);
    Doorkeeper doorkeeper = new Doorkeeper(config);
    Optional<TlsSide> tls = config.tls().map(TlsSide::new);
    List<ServerSocketChannel> sockets = bind(listen);
    try {
      Javalin javalin =
          Javalin.create(
              javalinConfig -> {
                new Plumbing(sockets, doorkeeper, tls).lay(javalinConfig);
                Failures.answer(javalinConfig);
                endpoints.open(javalinConfig.routes);
              });
      return new Web(javalin.start(), local(sockets), doorkeeper, tls);
    } catch (RuntimeException e) {
      close(sockets);
      throw e;
    }
  }

  private static List<ServerSocketChannel> bind(List<ListenAddress> listen)
      throws CannotListenException {
    List<ServerSocketChannel> sockets = new ArrayList<>();
    for (ListenAddress address : listen) {
      try {
        sockets.add(address.bind());
      } catch (CannotListenException e) {
        close(sockets);
        throw e;
      }
    }
    return sockets;
  }

  private static List<InetSocketAddress> local(List<ServerSocketChannel> sockets) {
    return sockets.stream()
        .map(socket -> (InetSocketAddress) socket.socket().getLocalSocketAddress())
        .toList();
  }

  private static void close(List<ServerSocketChannel> sockets) {
    for (ServerSocketChannel socket : sockets) {
      try {
        socket.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /**
   * Lets others in by {@code config} from now on. Connections that are open stay.
   *
   * @return why not, where it cannot; then nothing has changed
   */
  public Optional<String> change(WebConfig config) {
    if (config.tls().isPresent() != tls.isPresent()) {
      return Optional.of("TLS cannot be turned on or off without a restart");
    }
    try {
      if (tls.isPresent() && config.tls().isPresent()) {
        tls.get().follow(config.tls().get());
      }
    } catch (Exception e) {
      LOG.error("internal error while changing the web configuration", e);
      return Optional.of("internal error");
    }
    doorkeeper.follow(config);
    return Optional.empty();
  }

  /** {@code http}, or {@code https} where it serves TLS. */
  public String scheme() {
    return tls.isPresent() ? "https" : "http";
  }

  /** Where it listens, in the order asked for, each with its real port. */
  public List<InetSocketAddress> addresses() {
    return addresses;
  }

  /**
   * Stops listening at once and lets answers that have begun end, within {@link Plumbing#STOP};
   * never fails.
   */
  @Override
  public void close() {
    try {
      // Javalin's own stop takes a slow scraper for an error, with a stack in the log
      javalin.jettyServer().server().stop();
    } catch (TimeoutException e) {
      LOG.info("cut off what was still being answered");
    } catch (Exception e) {
      LOG.error("internal error while stopping", e);
    }
  }
}
