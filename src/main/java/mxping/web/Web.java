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
import java.util.function.BooleanSupplier;
import mxping.history.History;
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

  private Web(Javalin javalin, List<InetSocketAddress> addresses) {
    this.javalin = javalin;
    this.addresses = List.copyOf(addresses);
  }

  /**
   * Begins to listen and to answer.
   *
   * @param listen one or more
   * @param probing probes on request, where they are to be had
   * @param ready whether the checks are loaded and scheduled
   * @throws CannotListenException where one of the addresses cannot be had; then none is kept
   */
  public static Web start(
      List<ListenAddress> listen,
      History history,
      Exposition exposition,
      Optional<? extends Probing> probing,
      BooleanSupplier ready)
      throws CannotListenException {
    if (listen.isEmpty()) {
      throw new IllegalArgumentException("nowhere to listen");
    }
    Endpoints endpoints =
        new Endpoints(history, exposition, probing.map(ProbeEndpoint::new), ready);
    List<ServerSocketChannel> sockets = bind(listen);
    try {
      Javalin javalin =
          Javalin.create(
              config -> {
                new Plumbing(sockets).lay(config);
                Failures.answer(config);
                endpoints.open(config.routes);
              });
      return new Web(javalin.start(), local(sockets));
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
