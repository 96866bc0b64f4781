package mxping.scripted;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.function.UnaryOperator;

/**
 * Where a scripted server listens, and how long it waits for a client: what is said before it
 * plays.
 *
 * @param address a loopback address; port 0 takes a free one
 * @param patience how long it waits for each line or close of the client, and for it to read; 10 s
 *     unless said
 */
public record Listening(InetSocketAddress address, Duration patience) {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  static Listening on(String address, int port) {
    return new Listening(new InetSocketAddress(address, port), PATIENCE);
  }

  public Listening patience(Duration patience) {
    return new Listening(address, patience);
  }

  /** A server that plays these scripts, as {@link ScriptedSmtp#playing}. */
  public ScriptedSmtp playing(String... scripts) {
    return new ScriptedSmtp(this, Programme.of(scripts));
  }

  /** A server that answers by rule, as {@link ScriptedSmtp#answering}. */
  public ScriptedSmtp answering(UnaryOperator<String> rcpt) {
    return new ScriptedSmtp(this, Programme.of(rcpt));
  }
}
