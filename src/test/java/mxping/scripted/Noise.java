package mxping.scripted;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * A connection on which TLS has failed: what the client still sends is alerts and the like, and no
 * line.
 */
record Noise(Cable cable) implements Layer {
  @Override
  public int send(ByteBuffer octets) {
    return cable.send(octets);
  }

  /** None, ever; whatever comes until then is dropped. */
  @Override
  public Optional<Inbox.Delivery> take(long untilNanos) {
    while (cable.take(untilNanos).isPresent()) {}
    return Optional.empty();
  }
}
