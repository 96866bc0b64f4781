package mxping.scripted;

import java.nio.ByteBuffer;
import java.util.Optional;

/** What carries the octets of a dialogue: the bare connection, or TLS on it. */
interface Layer {
  /**
   * Sends these octets, and returns how many: fewer if the client is gone, or read nothing for as
   * long as patience goes.
   */
  int send(ByteBuffer octets);

  /** The next octets, waited for until there are some, the end, or this time. */
  Optional<Inbox.Delivery> take(long untilNanos);

  /** Says that nothing more will be sent, where the layer has words for that. */
  default void sayFarewell() {}
}
