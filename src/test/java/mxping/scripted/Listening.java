package mxping.scripted;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import mxping.certificates.Credential;

/**
 * Where a scripted server listens, and how long it waits for a client: what is said before it
 * plays.
 *
 * @param address a loopback address; port 0 takes a free one
 * @param patience how long it waits for each line or close of the client, and for it to read; 10 s
 *     unless said
 * @param credential what it shows in TLS; empty: a certificate for mx.test that is in order
 */
public record Listening(
    InetSocketAddress address, Duration patience, Optional<Credential> credential) {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  static Listening on(String address, int port) {
    return new Listening(new InetSocketAddress(address, port), PATIENCE, Optional.empty());
  }

  public Listening patience(Duration patience) {
    return new Listening(address, patience, credential);
  }

  /** Shows this credential in TLS; {@link #answering} offers STARTTLS then. */
  public Listening showing(Credential credential) {
    return new Listening(address, patience, Optional.of(credential));
  }

  /** A server that plays these scripts, as {@link ScriptedSmtp#playing}. */
  public ScriptedSmtp playing(String... scripts) {
    return new ScriptedSmtp(this, Programme.of(scripts));
  }

  /** A server that answers by rule, as {@link ScriptedSmtp#answering}. */
  public ScriptedSmtp answering(UnaryOperator<String> rcpt) {
    return new ScriptedSmtp(this, Programme.of(rcpt));
  }

  /** A server that goes by these rules, as {@link ScriptedSmtp#nowFollowing}. */
  public ScriptedSmtp following(Supplier<UnaryOperator<String>> rules) {
    return new ScriptedSmtp(this, Programme.of(rules));
  }
}
