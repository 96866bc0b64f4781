package mxping.check;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

/**
 * How names are resolved.
 *
 * @param servers asked in order; empty for the system's resolvers
 * @param timeout bound of one lookup, all tries of all servers together
 */
public record Dns(List<InetSocketAddress> servers, Duration timeout) {
  public static final Dns SYSTEM = new Dns(List.of(), Duration.ofSeconds(5));

  public Dns {
    servers = List.copyOf(servers);
  }
}
