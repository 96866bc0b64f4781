package mxping.scripted;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;

/** The server's end of TLS on one connection, for the one thread that plays its dialogue. */
final class Tunnel implements Layer {
  private static final int FAREWELLS = 4;

  private final SSLEngine engine;
  private final Cable cable;
  private final Consumer<String> note;
  private final ByteBuffer plain = ByteBuffer.allocate(1 << 15);

  /** What came and is not opened yet. */
  private ByteBuffer sealed;

  private long arrivedNanos = System.nanoTime();
  private long helloMillis;
  private boolean over;

  /**
   * @param early what the client has sent of the handshake
   * @param note takes lines of the transcript
   */
  Tunnel(SSLEngine engine, Cable cable, Inbox.Delivery early, Consumer<String> note) {
    this.engine = engine;
    this.cable = cable;
    this.note = note;
    this.sealed = ByteBuffer.allocate(0);
    receive(early);
  }

  /** Whether the handshake went on with an earlier session. */
  boolean resumed() {
    return engine.getSession().getCreationTime() <= helloMillis;
  }

  /**
   * Does the server's half of the handshake; what broke it, or empty.
   *
   * @param patience for each wait for the client
   * @param say sends octets; false if the client left meanwhile, as it may
   */
  Optional<Shaken> shake(Duration patience, Predicate<byte[]> say) {
    try {
      letAMillisecondPass();
      engine.beginHandshake();
      while (true) {
        switch (engine.getHandshakeStatus()) {
          case NEED_TASK -> engine.getDelegatedTask().run();
          case NEED_WRAP -> {
            if (!say.test(wrap(ByteBuffer.allocate(0)))) {
              return Optional.of(new Shaken.Left());
            }
          }
          case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> {
            Status status = unwrap();
            if (status == Status.CLOSED) {
              return Optional.of(new Shaken.Broken("the client closed TLS", false));
            }
            if (status == Status.BUFFER_UNDERFLOW && !receiveWithin(patience)) {
              return Optional.of(new Shaken.Unfinished(cable.nothing("")));
            }
          }
          case NOT_HANDSHAKING, FINISHED -> {
            return Optional.empty();
          }
        }
      }
    } catch (SSLException e) {
      String why = String.valueOf(e.getMessage());
      sayLastWords();
      return Optional.of(new Shaken.Broken(why, !why.contains("Received fatal alert")));
    }
  }

  @Override
  public int send(ByteBuffer octets) {
    int begun = octets.position();
    try {
      while (octets.hasRemaining() && !engine.isOutboundDone()) {
        cable.send(ByteBuffer.wrap(wrap(octets)));
      }
    } catch (SSLException e) {
      note.accept("S! tls cannot send: " + e.getMessage());
    }
    return octets.position() - begun;
  }

  @Override
  public Optional<Inbox.Delivery> take(long untilNanos) {
    while (true) {
      byte[] opened = open();
      if (opened.length > 0) {
        return Optional.of(new Inbox.Delivery(opened, arrivedNanos));
      }
      Optional<Inbox.Delivery> next = cable.take(untilNanos);
      if (next.isEmpty()) {
        return next;
      }
      receive(next.get());
    }
  }

  /** A close_notify. */
  @Override
  public void sayFarewell() {
    engine.closeOutbound();
    sayLastWords();
  }

  /** The plain octets of all records that are whole. */
  private byte[] open() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      Status status = Status.OK;
      while (!over && status == Status.OK && sealed.hasRemaining()) {
        status = unwrap();
        out.write(plain.array(), 0, plain.limit());
        answer();
      }
      if (status == Status.CLOSED) {
        over = true;
        note.accept("C! close_notify");
        sayFarewell();
      }
    } catch (SSLException e) {
      over = true;
      note.accept("C! broke TLS: " + e.getMessage());
      sayLastWords();
    }
    return out.toByteArray();
  }

  /** Does what the engine needs after a record of the client's. */
  private void answer() throws SSLException {
    HandshakeStatus status = engine.getHandshakeStatus();
    while (status == HandshakeStatus.NEED_TASK || status == HandshakeStatus.NEED_WRAP) {
      if (status == HandshakeStatus.NEED_TASK) {
        engine.getDelegatedTask().run();
      } else if (!engine.isOutboundDone()) {
        cable.send(ByteBuffer.wrap(wrap(ByteBuffer.allocate(0))));
      }
      status = engine.isOutboundDone() ? HandshakeStatus.FINISHED : engine.getHandshakeStatus();
    }
  }

  /** Sends the alerts that the engine still has. */
  private void sayLastWords() {
    for (int i = 0; i < FAREWELLS && !engine.isOutboundDone(); i++) {
      try {
        cable.send(ByteBuffer.wrap(wrap(ByteBuffer.allocate(0))));
      } catch (SSLException e) {
        note.accept("S! tls: " + e.getMessage());
      }
    }
  }

  /**
   * Makes a session that is made from now on younger than each that the ClientHello could name: the
   * JDK tells of a session when it was made, in milliseconds, and not whether it was resumed.
   */
  private void letAMillisecondPass() {
    helloMillis = System.currentTimeMillis();
    while (System.currentTimeMillis() == helloMillis) {
      Thread.onSpinWait();
    }
  }

  private boolean receiveWithin(Duration patience) {
    Optional<Inbox.Delivery> next = cable.take(System.nanoTime() + patience.toNanos());
    next.ifPresent(this::receive);
    return next.isPresent();
  }

  /** Keeps these octets, or drops them if the client has closed TLS. */
  private void receive(Inbox.Delivery delivery) {
    arrivedNanos = delivery.atNanos;
    ByteBuffer more = ByteBuffer.allocate(sealed.remaining() + delivery.octets.length);
    sealed = over ? more.flip() : more.put(sealed).put(delivery.octets).flip();
  }

  private Status unwrap() throws SSLException {
    Status status = engine.unwrap(sealed, plain.clear()).getStatus();
    plain.flip();
    return status;
  }

  private byte[] wrap(ByteBuffer octets) throws SSLException {
    ByteBuffer out = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
    engine.wrap(octets, out);
    return Arrays.copyOf(out.array(), out.position());
  }
}
