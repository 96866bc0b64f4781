package mxping.probe;

import java.net.InetSocketAddress;

/**
 * How far a dialogue has come: the phase it is in, and the one before. A spectator is told. Not
 * thread-safe.
 */
final class Progress {
  private final InetSocketAddress remote;
  private final Spectator spectator;
  private Phase now = Phase.CONNECT;
  private Phase before = Phase.CONNECT;

  Progress(InetSocketAddress remote, Spectator spectator) {
    this.remote = remote;
    this.spectator = spectator;
  }

  void begins(Phase phase) {
    before = now;
    now = phase;
    spectator.begins(remote, phase);
  }

  Phase now() {
    return now;
  }

  Phase before() {
    return before;
  }
}
