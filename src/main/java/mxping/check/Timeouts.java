package mxping.check;

import java.time.Duration;

/**
 * How long each kind of wait may take. Each bounds the whole wait, however its octets trickle in.
 *
 * @param connect TCP handshake with one address
 * @param greeting from the connection to the last line of the greeting
 * @param reply from a command to the last line of its reply
 * @param tls the TLS handshake
 */
public record Timeouts(Duration connect, Duration greeting, Duration reply, Duration tls) {
  public static final Timeouts DEFAULT =
      new Timeouts(
          Duration.ofSeconds(10),
          Duration.ofSeconds(20),
          Duration.ofSeconds(15),
          Duration.ofSeconds(10));
}
