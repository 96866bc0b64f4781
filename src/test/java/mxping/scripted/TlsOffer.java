package mxping.scripted;

import java.time.Duration;
import java.util.Optional;

/**
 * How a server does its half of a handshake.
 *
 * @param only the one version it speaks; empty: TLSv1.2 and TLSv1.3
 * @param asking whether it asks for a client certificate
 * @param drip the pause before each octet it sends; zero: none of its own
 */
record TlsOffer(Optional<String> only, Asking asking, Duration drip) {
  static final TlsOffer PLAIN = new TlsOffer(Optional.empty(), Asking.NOT, Duration.ZERO);

  /** For a certificate of the client's. */
  enum Asking {
    NOT,
    /** Goes on without. */
    WANTS,
    /** Breaks the handshake off without. */
    NEEDS
  }

  TlsOffer only(String protocol) {
    return new TlsOffer(Optional.of(protocol), asking, drip);
  }

  TlsOffer asking(Asking asking) {
    return new TlsOffer(only, asking, drip);
  }

  TlsOffer drip(Duration drip) {
    return new TlsOffer(only, asking, drip);
  }
}
