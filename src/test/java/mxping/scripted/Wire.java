package mxping.scripted;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/**
 * The server's end of one connection, for the one thread that plays its dialogue. Says octets,
 * hears lines, and does what a faulty host does. A write that fails is no error here: that the
 * client is gone shows when it is listened to.
 *
 * <p>TLS would stand between {@link #say}, {@link #hear} and the channel.
 */
final class Wire {
  static final long FLOOD_OCTETS = 64L << 20;
  private static final Duration WHENEVER = Duration.ofDays(1);
  private static final Duration WRITE_RETRY = Duration.ofMillis(5);

  private final SocketChannel channel;
  private final Inbox inbox;
  private final Ledger ledger;
  private final Recording recording;
  private final Duration patience;
  private final ByteArrayOutputStream unfinished = new ByteArrayOutputStream();
  private Inbox.Delivery delivery = new Inbox.Delivery(new byte[0], 0);
  private int at;
  private byte previous;
  private Duration drip = Duration.ZERO;

  Wire(SocketChannel channel, Inbox inbox, Ledger ledger, Recording recording, Duration patience) {
    this.channel = channel;
    this.inbox = inbox;
    this.ledger = ledger;
    this.recording = recording;
    this.patience = patience;
  }

  /** A line of the transcript. */
  void note(String line) {
    recording.note(line);
  }

  /**
   * Says that from here on the client may leave, and the test may end, without being a mismatch.
   */
  void hold() {
    ledger.holds(recording, true);
  }

  /** Sends these octets, dripping where told so; false if the client left while it dripped. */
  boolean say(byte[] octets) {
    if (drip.isZero()) {
      send(ByteBuffer.wrap(octets));
      return true;
    }
    for (int i = 0; i < octets.length; i++) {
      if (!pause(drip)) {
        return false;
      }
      send(ByteBuffer.wrap(octets, i, 1));
    }
    return true;
  }

  /** Sends octet by octet from here on, with this pause before each. */
  boolean drip(Duration pause) {
    note("S! drip " + pause.toMillis() + "ms");
    drip = pause;
    return true;
  }

  /** Waits for so long; false, and at once, if the client leaves meanwhile. */
  boolean pause(Duration length) {
    ledger.holds(recording, true);
    boolean left = inbox.awaitEnd(System.nanoTime() + length.toNanos());
    if (!left) {
      ledger.holds(recording, false);
    }
    return !left;
  }

  /** The next line, waited for as long as patience goes. */
  Heard hear() {
    return hear(patience);
  }

  /** The next line, waited for until the client leaves or the test ends. */
  Heard hearWhenever() {
    return hear(WHENEVER);
  }

  /** Whether any octet unread is there, or comes within this time. */
  boolean hearsAnything(Duration length) {
    return at < delivery.octets.length || inbox.awaitOctets(System.nanoTime() + length.toNanos());
  }

  /** The next line or part of one, without waiting, for a message. */
  String waiting() {
    return switch (hear(Duration.ZERO)) {
      case Heard.Line line -> Octets.visible(line.text() + "\r\n");
      case Heard.End end -> Octets.visible(end.unfinished());
      case Heard.Late late -> Octets.visible(late.unfinished());
    };
  }

  void silence() {
    note("S! silence");
    hold();
    listenOut(WHENEVER);
  }

  /** Sends a FIN and hears the client out. */
  void closeFirst() {
    note("S! close");
    recording.ends(Ending.SERVER_CLOSED);
    hold();
    try {
      channel.shutdownOutput();
    } catch (IOException e) {
      inbox.end(Inbox.End.RST);
    }
    listenOut(patience);
  }

  void reset() {
    note("S! reset");
    ledger.closes(recording, Ending.SERVER_RESET, System.nanoTime());
    try {
      channel.setOption(StandardSocketOptions.SO_LINGER, 0);
      channel.close();
    } catch (IOException e) {
      inbox.end(Inbox.End.RST);
    }
  }

  void flood() {
    note("S! flood");
    hold();
    byte[] octets = new byte[1 << 13];
    Arrays.fill(octets, (byte) 'x');
    long sent = 0;
    while (sent < FLOOD_OCTETS && inbox.ended().isEmpty()) {
      sent += send(ByteBuffer.wrap(octets));
    }
    listenOut(WHENEVER);
  }

  /** Records what came and nobody asked for, and closes, if nobody did. */
  void close() throws IOException {
    listenOut(Duration.ZERO);
    if (unfinished.size() > 0) {
      note("C: " + Octets.text(unfinished.toByteArray()) + " (unfinished)");
    }
    ledger.closes(recording, Ending.SERVER_CLOSED, System.nanoTime());
    channel.close();
  }

  private void listenOut(Duration patience) {
    long until = System.nanoTime() + patience.toNanos();
    while (hear(Duration.ofNanos(until - System.nanoTime())) instanceof Heard.Line) {}
  }

  private Heard hear(Duration patience) {
    long until = System.nanoTime() + patience.toNanos();
    while (true) {
      while (at < delivery.octets.length) {
        if (endsLine(delivery.octets[at++])) {
          return line();
        }
      }
      Optional<Inbox.Delivery> next = inbox.take(until);
      if (next.isEmpty()) {
        Optional<Inbox.End> end = inbox.ended();
        // after the end nothing is added, but before it something may have been
        next = end.isEmpty() ? next : inbox.take(until);
        if (next.isEmpty()) {
          String text = Octets.text(unfinished.toByteArray());
          return end.<Heard>map(how -> new Heard.End(how, text)).orElse(new Heard.Late(text));
        }
      }
      delivery = next.get();
      at = 0;
    }
  }

  private boolean endsLine(byte octet) {
    boolean ends = octet == '\n' && previous == '\r';
    unfinished.write(octet);
    previous = octet;
    return ends;
  }

  private Heard line() {
    byte[] octets = unfinished.toByteArray();
    unfinished.reset();
    String text = Octets.text(Arrays.copyOf(octets, octets.length - 2));
    recording.heard(new ClientLine(text, delivery.atNanos));
    return new Heard.Line(text);
  }

  /**
   * Writes these octets, and returns how many: fewer if the client is gone, or read nothing for as
   * long as patience goes.
   */
  private int send(ByteBuffer octets) {
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
    return octets.position();
  }
}
