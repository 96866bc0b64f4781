package mxping.agent;

import java.util.List;
import java.util.Optional;
import mxping.ask.Guard;
import mxping.web.ListenAddress;

/**
 * Where the agent serves HTTP, and what it lets others do there.
 *
 * @param listen one or more
 * @param lifecycle whether a reload may be asked for
 * @param onRequest what may be probed for who asks; empty where nothing may
 */
public record Serving(List<ListenAddress> listen, boolean lifecycle, Optional<Guard> onRequest) {
  public Serving {
    listen = List.copyOf(listen);
  }
}
