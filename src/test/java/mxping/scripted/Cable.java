package mxping.scripted;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Optional;

/** The bare connection: octets go to the channel, and come from the inbox. */
final class Cable implements Layer {
  private static final Duration WRITE_RETRY = Duration.ofMillis(5);

  private final SocketChannel channel;
  private final Inbox inbox;
  private final Duration patience;

  Cable(SocketChannel channel, Inbox inbox, Duration patience) {
    this.channel = channel;
    this.inbox = inbox;
    this.patience = patience;
  }

  @Override
  public int send(ByteBuffer octets) {
    int begun = octets.position();
    long until = System.nanoTime() + patience.toNanos();
    try {
      while (octets.hasRemaining() && System.nanoTime() - until < 0) {
        if (channel.write(octets) > 0) {
          until = System.nanoTime() + patience.toNanos();
        } else if (inbox.awaitEnd(System.nanoTime() + WRITE_RETRY.toNanos())) {
          break;
        }
      }
    } catch (IOException e) {
      inbox.end(Inbox.End.RST);
    }
    return octets.position() - begun;
  }

  @Override
  public Optional<Inbox.Delivery> take(long untilNanos) {
    Optional<Inbox.Delivery> next = inbox.take(untilNanos);
    // after the end nothing is added, but before it something may have been
    return next.isEmpty() && inbox.ended().isPresent() ? inbox.take(untilNanos) : next;
  }

  /** Why nothing came; {@code unfinished} had come before. */
  Heard nothing(String unfinished) {
    return inbox
        .ended()
        .<Heard>map(how -> new Heard.End(how, unfinished))
        .orElse(new Heard.Late(unfinished));
  }
}
