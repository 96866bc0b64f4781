package mxping.scripted;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import javax.net.ssl.SSLEngine;

/**
 * The server's end of one connection, for the one thread that plays its dialogue. Says octets,
 * hears lines, and does what a faulty host does. A write that fails is no error here: that the
 * client is gone shows when it is listened to.
 */
final class Wire {
  private static final byte HANDSHAKE = 22;
  static final long FLOOD_OCTETS = 64L << 20;
  private static final Duration WHENEVER = Duration.ofDays(1);
  private static final Inbox.Delivery NONE = new Inbox.Delivery(new byte[0], 0);

  private final SocketChannel channel;
  private final Inbox inbox;
  private final Ledger ledger;
  private final Recording recording;
  private final Keyring keyring;
  private final Duration patience;
  private final Cable cable;
  private final ByteArrayOutputStream unfinished = new ByteArrayOutputStream();
  private Inbox.Delivery delivery = NONE;
  private Layer layer;
  private int at;
  private byte previous;
  private Duration drip = Duration.ZERO;

  Wire(
      SocketChannel channel,
      Inbox inbox,
      Ledger ledger,
      Recording recording,
      Keyring keyring,
      Duration patience) {
    this.channel = channel;
    this.inbox = inbox;
    this.ledger = ledger;
    this.recording = recording;
    this.keyring = keyring;
    this.patience = patience;
    this.cable = new Cable(channel, inbox, patience);
    this.layer = cable;
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
      layer.send(ByteBuffer.wrap(octets));
      return true;
    }
    for (int i = 0; i < octets.length; i++) {
      if (!pause(drip)) {
        return false;
      }
      layer.send(ByteBuffer.wrap(octets, i, 1));
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
    if (at < delivery.octets.length) {
      return true;
    }
    Optional<Inbox.Delivery> next = layer.take(System.nanoTime() + length.toNanos());
    next.ifPresent(this::hearNext);
    return next.isPresent();
  }

  /** The next line or part of one, without waiting, for a message. */
  String waiting() {
    return switch (hear(Duration.ZERO)) {
      case Heard.Line line -> Octets.visible(line.text() + "\r\n");
      case Heard.End end -> Octets.visible(end.unfinished());
      case Heard.Late late -> Octets.visible(late.unfinished());
    };
  }

  /** Whether a host that answers by rule is to offer STARTTLS. */
  boolean offersStartTls() {
    return keyring.chosen() && layer == cable;
  }

  /** Does the server's half of a TLS handshake, and is inside TLS if that went well. */
  Shaken startTls(TlsOffer offer) {
    Optional<Heard> instead = hello();
    if (instead.isPresent()) {
      return new Shaken.Unfinished(instead.get());
    }
    SSLEngine engine = keyring.engine(offer);
    Tunnel tunnel = new Tunnel(engine, cable, delivery, this::note);
    hearNext(NONE);
    Duration before = drip;
    drip = offer.drip().isZero() ? drip : offer.drip();
    Optional<Shaken> failure = tunnel.shake(patience, this::say);
    drip = before;
    layer = failure.isPresent() ? new Noise(cable) : tunnel;
    if (failure.orElse(null) instanceof Shaken.Broken broken) {
      recording.tlsBroke(broken.why());
    }
    return failure.orElseGet(
        () -> {
          Tls tls = Tls.of(engine.getSession(), tunnel.resumed(), recording.linesHeard());
          recording.secured(tls);
          return new Shaken.Done(tls);
        });
  }

  /** Hears the client out after a handshake that broke; sends a FIN first, if the server did. */
  void giveUpTls(boolean byServer) {
    hold();
    if (byServer) {
      finish();
    } else {
      listenOut(patience);
    }
  }

  /** Takes a ClientHello and answers with these octets; what came instead of it, or empty. */
  Optional<Heard> answerHello(String words, byte[] answer, boolean closes) {
    Optional<Heard> instead = hello();
    if (instead.isEmpty()) {
      note("S! tls " + words);
      hearNext(NONE);
      layer = new Noise(cable);
      hold();
      say(answer);
      if (closes) {
        finish();
      } else {
        listenOut(WHENEVER);
      }
    }
    return instead;
  }

  /** Waits until the next thing unread is a whole record of a handshake; what came instead. */
  private Optional<Heard> hello() {
    long until = System.nanoTime() + patience.toNanos();
    byte[] record = Arrays.copyOfRange(delivery.octets, at, delivery.octets.length);
    while (record.length == 0 || (record[0] == HANDSHAKE && record.length < length(record))) {
      Optional<Inbox.Delivery> next = cable.take(until);
      if (next.isEmpty()) {
        return Optional.of(cable.nothing(""));
      }
      int before = record.length;
      record = Arrays.copyOf(record, before + next.get().octets.length);
      System.arraycopy(next.get().octets, 0, record, before, record.length - before);
      hearNext(new Inbox.Delivery(record, next.get().atNanos));
    }
    hearNext(new Inbox.Delivery(record, System.nanoTime()));
    return record[0] == HANDSHAKE ? Optional.empty() : Optional.of(hear(Duration.ZERO));
  }

  /** Of a TLS record with these first octets, its head included. */
  private static int length(byte[] record) {
    return record.length < 5 ? 5 : 5 + (((record[3] & 0xFF) << 8) | (record[4] & 0xFF));
  }

  void silence() {
    note("S! silence");
    hold();
    listenOut(WHENEVER);
  }

  /** Sends a FIN, after the last words of TLS, and hears the client out. */
  void closeFirst() {
    note("S! close");
    layer.sayFarewell();
    finish();
  }

  /** Sends a FIN and nothing else, and hears the client out. */
  void truncate() {
    note("S! truncate");
    finish();
  }

  private void finish() {
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
      sent += layer.send(ByteBuffer.wrap(octets));
    }
    listenOut(WHENEVER);
  }

  /** Records what came and nobody asked for, and closes, if nobody did. */
  void close() throws IOException {
    listenOut(Duration.ZERO);
    if (unfinished.size() > 0) {
      note("C: " + Octets.text(unfinished.toByteArray()) + " (unfinished)");
    }
    // a write may have met the client's RST before the switchboard did
    boolean reset = inbox.ended().equals(Optional.of(Inbox.End.RST));
    ledger.closes(recording, reset ? Ending.CLIENT_RESET : Ending.SERVER_CLOSED, System.nanoTime());
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
      Optional<Inbox.Delivery> next = layer.take(until);
      if (next.isEmpty()) {
        Optional<Inbox.End> end = inbox.ended();
        // after the end nothing is added, but before it something may have been
        next = end.isEmpty() ? next : layer.take(until);
        if (next.isEmpty()) {
          String text = Octets.text(unfinished.toByteArray());
          return end.<Heard>map(how -> new Heard.End(how, text)).orElse(new Heard.Late(text));
        }
      }
      hearNext(next.get());
    }
  }

  private void hearNext(Inbox.Delivery next) {
    delivery = next;
    at = 0;
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
}
