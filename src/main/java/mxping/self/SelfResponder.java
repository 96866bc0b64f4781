package mxping.self;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.LockSupport;

/**
 * An SMTP responder on loopback that knows nobody but postmaster and takes no mail. It serves a few
 * sessions at a time, each on a thread of its own and bounded in time.
 */
public final class SelfResponder implements Closeable {
  private static final int SESSIONS = 16;
  private static final Duration PAUSE = Duration.ofMillis(50);
  private static final Duration TO_END = Duration.ofSeconds(1);

  private final ServerSocket server;
  private final Semaphore places = new Semaphore(SESSIONS);
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final ThreadFactory threads;
  private final Thread acceptor;

  private SelfResponder(ServerSocket server, ThreadFactory threads) {
    this.server = server;
    this.threads = threads;
    this.acceptor = threads.newThread(this::accept);
  }

  /**
   * Listens on a free port of 127.0.0.1, on virtual threads.
   *
   * @throws IOException where there is none
   */
  public static SelfResponder start() throws IOException {
    return start(Thread.ofVirtual().name("self-", 0).factory());
  }

  /**
   * Listens on a free port of 127.0.0.1.
   *
   * @param threads makes one thread to listen, and one a session
   * @throws IOException where there is none
   */
  public static SelfResponder start(ThreadFactory threads) throws IOException {
    InetAddress loopback = InetAddress.ofLiteral("127.0.0.1");
    SelfResponder responder = new SelfResponder(new ServerSocket(0, SESSIONS, loopback), threads);
    responder.acceptor.start();
    return responder;
  }

  public InetSocketAddress address() {
    return new InetSocketAddress(server.getInetAddress(), server.getLocalPort());
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        if (places.tryAcquire()) {
          open.add(socket);
          threads.newThread(() -> serve(socket)).start();
        } else {
          socket.close();
        }
      } catch (IOException e) {
        // a connection that failed meanwhile is its client's matter, a closed server ends the loop;
        // but a machine without sockets left fails again at once, for as long as that lasts
        if (!server.isClosed()) {
          LockSupport.parkNanos(PAUSE.toNanos());
        }
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      new SelfSession(socket).hold();
    } catch (IOException e) {
      // the client went away, or dawdled; it knows
    } finally {
      open.remove(socket);
      places.release();
    }
  }

  /** Listens no more, and ends what is open. */
  @Override
  public void close() throws IOException {
    server.close();
    awaitAcceptor();
    for (Socket socket : open) {
      socket.close();
    }
  }

  /** As long as it waits in {@code accept}, the closed socket goes on listening. */
  private void awaitAcceptor() {
    try {
      acceptor.join(TO_END);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
