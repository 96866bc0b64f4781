package mxping.scripted;

import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import mxping.certificates.Certificates;
import mxping.certificates.Contexts;
import mxping.certificates.Credential;
import mxping.certificates.SoleKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * What a server shows in TLS, made when first needed, with the sessions that its clients may
 * resume: a new keyring knows none. Takes any certificate of a client. Thread-safe.
 */
final class Keyring {
  private final Supplier<Credential> credential;
  private final boolean chosen;
  private @Nullable Made made;

  private record Made(SoleKeyManager keys, SSLContext context) {}

  private Keyring(Supplier<Credential> credential, boolean chosen) {
    this.credential = credential;
    this.chosen = chosen;
  }

  /** Of this credential; if the test chose none, that of a {@code mx.test} in order. */
  static Keyring of(Optional<Credential> chosen) {
    return new Keyring(
        () -> chosen.orElseGet(() -> Certificates.valid("mx.test")), chosen.isPresent());
  }

  /** Whether the test chose a certificate. */
  boolean chosen() {
    return chosen;
  }

  SSLEngine engine(TlsOffer offer) {
    SSLEngine engine = made().context().createSSLEngine();
    engine.setUseClientMode(false);
    offer.only().ifPresent(only -> engine.setEnabledProtocols(new String[] {only}));
    switch (offer.asking()) {
      case NOT -> {}
      case WANTS -> engine.setWantClientAuth(true);
      case NEEDS -> engine.setNeedClientAuth(true);
    }
    return engine;
  }

  /** Whether this engine's handshake went on with an earlier session. */
  boolean resumed(SSLEngine engine) {
    return !made().keys().shownBy(engine);
  }

  private synchronized Made made() {
    Made now = made;
    if (now == null) {
      SoleKeyManager keys = credential.get().keyManager();
      now = new Made(keys, Contexts.trustingAll(keys));
      made = now;
    }
    return now;
  }
}
