package mxping.scripted;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The one thread that accepts the connections of a server and reads what their clients send.
 *
 * <p>It reads, then accepts one connection, in turn: a client that closes one connection before it
 * opens the next is never seen with two open, however busy the machine is.
 */
final class Switchboard {
  private static final Duration STOP = Duration.ofSeconds(5);

  private final Selector selector;
  private final ServerSocketChannel server;
  private final InetSocketAddress address;
  private final SelectionKey doorbell;
  private final Ledger ledger;
  private final Supplier<Dialogue> next;
  private final Supplier<Keyring> keyring;
  private final Duration patience;
  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private final ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
  private final Thread thread =
      Thread.ofPlatform().name("scripted-smtp").daemon().unstarted(this::run);
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile boolean accepting = true;
  private volatile boolean stopping;

  /** A connection and the thread that plays its dialogue. */
  private record Call(SocketChannel channel, Inbox inbox, Recording recording, Thread player) {}

  private Switchboard(
      ServerSocketChannel server,
      Ledger ledger,
      Supplier<Dialogue> next,
      Supplier<Keyring> keyring,
      Duration patience)
      throws IOException {
    this.selector = Selector.open();
    this.server = server;
    this.address = (InetSocketAddress) server.getLocalAddress();
    this.ledger = ledger;
    this.next = next;
    this.keyring = keyring;
    this.patience = patience;
    this.doorbell = server.configureBlocking(false).register(selector, SelectionKey.OP_ACCEPT);
  }

  /** A switchboard at work on this address. */
  static Switchboard at(
      InetSocketAddress address,
      Ledger ledger,
      Supplier<Dialogue> next,
      Supplier<Keyring> keyring,
      Duration patience) {
    try {
      ServerSocketChannel server = ServerSocketChannel.open().bind(address, 200);
      Switchboard board = new Switchboard(server, ledger, next, keyring, patience);
      board.thread.start();
      return board;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot listen on " + address, e);
    }
  }

  InetSocketAddress address() {
    return address;
  }

  /** Accepts those connections that have come by now, and then none; waits until that is done. */
  void stopAccepting() throws InterruptedException {
    accepting = false;
    selector.wakeup();
    if (!closed.await(STOP.toSeconds(), TimeUnit.SECONDS)) {
      throw new IllegalStateException("the switchboard stands still");
    }
  }

  /** Cuts every connection off, and waits a bounded time for all threads. */
  void stop() throws IOException, InterruptedException {
    stopping = true;
    calls.forEach(call -> call.inbox().end(Inbox.End.CUT));
    long until = System.nanoTime() + STOP.toNanos();
    for (Call call : calls) {
      if (!call.player().join(Duration.ofMillis(200))) {
        // a rule of the test that blocks
        call.player().interrupt();
        call.player().join(Duration.ofNanos(Math.max(1, until - System.nanoTime())));
      }
      call.channel().close();
    }
    selector.close();
    server.close();
    thread.join(STOP);
  }

  private void run() {
    try {
      while (selector.isOpen()) {
        // asked before the look, so that the last look sees all that came before the wish to close
        boolean closing = !accepting && server.isOpen();
        if (closing) {
          selector.selectNow();
        } else {
          selector.select();
        }
        selector.selectedKeys().stream()
            .filter(key -> key.attachment() instanceof Call)
            .forEach(this::read);
        boolean ringing = selector.selectedKeys().contains(doorbell);
        selector.selectedKeys().clear();
        if (ringing) {
          accept();
        } else if (closing) {
          server.close();
          closed.countDown();
        }
      }
    } catch (ClosedSelectorException | IOException e) {
      // stopped
      closed.countDown();
      calls.forEach(call -> call.inbox().end(Inbox.End.CUT));
    }
  }

  private void accept() throws IOException {
    SocketChannel channel = server.accept();
    if (channel != null) {
      channel.configureBlocking(false);
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      Inbox inbox = new Inbox();
      Recording recording = ledger.opens((InetSocketAddress) channel.getRemoteAddress());
      Wire wire = new Wire(channel, inbox, ledger, recording, keyring.get(), patience);
      Dialogue dialogue = next.get();
      Thread player = Thread.ofVirtual().unstarted(() -> play(dialogue, wire, recording));
      Call call = new Call(channel, inbox, recording, player);
      calls.add(call);
      channel.register(selector, SelectionKey.OP_READ, call);
      player.start();
    }
  }

  private void read(SelectionKey key) {
    if (!(key.attachment() instanceof Call call)) {
      return;
    }
    try {
      int count = call.channel().read(buffer.clear());
      while (count > 0) {
        byte[] octets = new byte[count];
        buffer.flip().get(octets);
        call.inbox().deliver(octets, System.nanoTime());
        count = call.channel().read(buffer.clear());
      }
      if (count < 0) {
        key.cancel();
        ledger.closes(call.recording(), Ending.CLIENT_CLOSED, System.nanoTime());
        call.inbox().end(Inbox.End.FIN);
      }
    } catch (IOException e) {
      key.cancel();
      ledger.closes(call.recording(), Ending.CLIENT_RESET, System.nanoTime());
      call.inbox().end(Inbox.End.RST);
    }
  }

  private void play(Dialogue dialogue, Wire wire, Recording recording) {
    try {
      dialogue.play(wire);
    } catch (Mismatch e) {
      recording.mismatched(String.valueOf(e.getMessage()));
    } catch (RuntimeException | Error e) {
      if (stopping) {
        recording.note("S! cut off in the test's rule: " + e);
      } else {
        recording.mismatched("the test's rule threw " + e);
      }
    } finally {
      hangUp(wire, recording);
    }
  }

  private void hangUp(Wire wire, Recording recording) {
    try {
      wire.close();
    } catch (IOException e) {
      recording.note("S! close failed: " + e);
    } finally {
      // a channel in a selector is closed for good only when that looks
      selector.wakeup();
      ledger.finishes(recording);
    }
  }
}
