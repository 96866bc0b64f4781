package mxping.zone;

import static java.util.Objects.requireNonNull;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import mxping.zone.Query.Transport;
import org.xbill.DNS.Message;
import org.xbill.DNS.Type;

/**
 * A name server that knows one zone text and does as it is told there, over UDP and TCP on one
 * ephemeral port of 127.0.0.1. Authoritative for everything: what the zone does not hold is
 * NXDOMAIN or NODATA, and CNAMEs are followed within it.
 *
 * <pre>{@code
 * try (var dns = ScriptedDns.serving("""
 *     $ORIGIN example.test.
 *     @    MX  10 mx1
 *     mx1  A   127.0.0.1
 *     mx2  !SERVFAIL
 *     mx3  AAAA !TIMEOUT
 *     """)) { ... dns.address() ... }
 * }</pre>
 *
 * <p>See {@link ZoneText} for the text and {@link Fault} for the faults. Thread-safe; its threads
 * are virtual and end with {@link #close}.
 */
public final class ScriptedDns implements AutoCloseable {
  private static final int BIND_TRIES = 50;
  private static final Duration DRIP = Duration.ofMillis(20);
  private static final Duration CONNECTION_LIMIT = Duration.ofSeconds(5);

  private final ServerSocket tcp;
  private final DatagramSocket udp;
  private final List<Query> queries = new CopyOnWriteArrayList<>();
  private final List<Socket> connections = new CopyOnWriteArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final List<Thread> threads =
      List.of(
          Thread.ofVirtual().name("scripted-dns-udp").unstarted(this::serveUdp),
          Thread.ofVirtual().name("scripted-dns-tcp").unstarted(this::serveTcp));
  private volatile ZoneText zone;

  private ScriptedDns(ZoneText zone, ServerSocket tcp, DatagramSocket udp) {
    this.zone = zone;
    this.tcp = tcp;
    this.udp = udp;
  }

  /** A server that is up when this returns. */
  public static ScriptedDns serving(String text) {
    var zone = ZoneText.parse(text);
    var loopback = InetAddress.ofLiteral("127.0.0.1");
    try {
      for (var tries = 0; tries < BIND_TRIES; tries++) {
        var tcp = new ServerSocket(0, 200, loopback);
        try {
          var udp = new DatagramSocket(tcp.getLocalPort(), loopback);
          udp.setReceiveBufferSize(1 << 20);
          var dns = new ScriptedDns(zone, tcp, udp);
          dns.threads.forEach(Thread::start);
          return dns;
        } catch (BindException e) {
          tcp.close(); // another socket has that port over UDP
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    throw new IllegalStateException("no port free over both UDP and TCP");
  }

  /** Where it listens, over UDP and TCP. */
  public InetSocketAddress address() {
    return new InetSocketAddress(tcp.getInetAddress(), tcp.getLocalPort());
  }

  /** Every question so far, in the order they came; those it leaves unanswered included. */
  public List<Query> queries() {
    return List.copyOf(queries);
  }

  /** Waits for so many questions to have come in, and says whether they did in time. */
  public boolean heard(int count, Duration limit) throws InterruptedException {
    var end = System.nanoTime() + limit.toNanos();
    synchronized (queries) {
      for (var left = limit; queries.size() < count && left.isPositive(); ) {
        queries.wait(left.plusMillis(1).toMillis());
        left = Duration.ofNanos(end - System.nanoTime());
      }
      return queries.size() >= count;
    }
  }

  /** Serves another zone from now on. */
  public void nowServing(String text) {
    zone = ZoneText.parse(text);
  }

  /** Ends its threads and connections; whoever still waits for an answer gets none. */
  @Override
  public void close() {
    closed.countDown();
    udp.close();
    try {
      tcp.close();
      for (var connection : connections) {
        connection.close();
      }
      for (var thread : threads) { // a port is free once nobody waits on it
        if (!thread.join(CONNECTION_LIMIT)) {
          throw new IllegalStateException(thread + " does not end");
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void serveUdp() {
    var packet = new DatagramPacket(new byte[4096], 4096);
    while (!udp.isClosed()) {
      try {
        packet.setLength(4096);
        udp.receive(packet);
        var octets = Arrays.copyOf(packet.getData(), packet.getLength());
        for (var answer : answers(octets, Transport.UDP)) {
          udp.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
        }
      } catch (IOException e) {
        // closed, or a client that is gone: the next one is served
      }
    }
  }

  private void serveTcp() {
    while (!tcp.isClosed()) {
      try {
        var connection = tcp.accept();
        connections.add(connection);
        Thread.ofVirtual().start(() -> serve(connection));
      } catch (IOException e) {
        // closed: the loop ends
      }
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      connection.setSoTimeout((int) CONNECTION_LIMIT.toMillis());
      var in = new DataInputStream(connection.getInputStream());
      var out = new DataOutputStream(connection.getOutputStream());
      while (true) {
        var octets = new byte[in.readUnsignedShort()];
        in.readFully(octets);
        var query = new Message(octets);
        var answers = answers(octets, Transport.TCP);
        if (answers.isEmpty()) {
          sulk(query, out);
          return;
        }
        for (var answer : answers) {
          out.writeShort(answer.length);
          out.write(answer);
          out.flush();
        }
      }
    } catch (IOException e) {
      // the client is done, or we are
    } finally {
      connections.remove(connection);
    }
  }

  /** Without an answer over TCP: closes at once, holds the line, or drips. */
  private void sulk(Message query, DataOutputStream out) throws IOException {
    var question = requireNonNull(query.getQuestion());
    var fault = zone.fault(question.getName(), question.getType());
    if (fault.equals(Optional.of(Fault.TRUNCATE_DEAD))) {
      return;
    }
    var pause = fault.equals(Optional.of(Fault.TRUNCATE_DRIP)) ? DRIP : CONNECTION_LIMIT;
    var end = System.nanoTime() + CONNECTION_LIMIT.toNanos();
    try {
      while (!closed.await(pause.toMillis(), TimeUnit.MILLISECONDS) && System.nanoTime() < end) {
        out.write(1);
        out.flush();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private List<byte[]> answers(byte[] octets, Transport transport) throws IOException {
    var query = new Message(octets);
    var question = query.getQuestion();
    if (question == null) {
      return List.of();
    }
    var name = question.getName().toString(true).toLowerCase(Locale.ROOT);
    synchronized (queries) {
      queries.add(new Query(name, Type.string(question.getType()), transport));
      queries.notifyAll();
    }
    return Answering.to(query, zone, transport);
  }
}
