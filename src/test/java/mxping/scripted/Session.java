package mxping.scripted;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What happened in one connection, up to the moment it was asked for.
 *
 * @param number of the connection, from 1, in order of acceptance
 * @param client the client's end
 * @param acceptedNanos when it was accepted, by {@link System#nanoTime}
 * @param closedNanos when the client's FIN or RST came, or the server closed, whichever was first;
 *     empty while it is open
 * @param lines the client's lines, in order
 * @param ending how it ended
 * @param mismatch what differed from the script; empty where nothing did
 * @param tls what was agreed in the TLS handshake; empty where none was done
 * @param tlsBroke why the TLS handshake broke, as the JDK has it, with the client's alert if it
 *     sent one; empty where none did
 * @param transcript both halves of the dialogue, a line each, control characters visible
 */
public record Session(
    int number,
    InetSocketAddress client,
    long acceptedNanos,
    OptionalLong closedNanos,
    List<ClientLine> lines,
    Ending ending,
    Optional<String> mismatch,
    Optional<Tls> tls,
    Optional<String> tlsBroke,
    String transcript) {
  public Session {
    lines = List.copyOf(lines);
  }

  /** The texts of the client's lines. */
  public List<String> said() {
    return lines.stream().map(ClientLine::text).toList();
  }

  /** The texts of those lines that the client said inside TLS. */
  public List<String> saidInTls() {
    return tls.map(agreed -> said().subList(agreed.linesBefore(), lines.size())).orElse(List.of());
  }

  /** Whether the client said QUIT. */
  public boolean saidQuit() {
    return lines.stream().anyMatch(line -> line.text().equalsIgnoreCase("QUIT"));
  }

  /**
   * How long it was open.
   *
   * @throws IllegalStateException if it still is
   */
  public Duration length() {
    return Duration.ofNanos(
        closedNanos.orElseThrow(() -> new IllegalStateException("still open:\n" + transcript))
            - acceptedNanos);
  }
}
