package mxping.scripted;

import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import mxping.certificates.Certificates;
import mxping.certificates.Contexts;
import mxping.certificates.Credential;
import org.jspecify.annotations.Nullable;

/**
 * What a server shows in TLS, made when first needed, with the sessions that its clients may
 * resume: a new keyring knows none. Takes any certificate of a client. Thread-safe.
 */
final class Keyring {
  private final Supplier<Credential> credential;
  private final boolean chosen;
  private @Nullable SSLContext context;

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
    SSLEngine engine = context().createSSLEngine();
    engine.setUseClientMode(false);
    offer.only().ifPresent(only -> engine.setEnabledProtocols(new String[] {only}));
    switch (offer.asking()) {
      case NOT -> {}
      case WANTS -> engine.setWantClientAuth(true);
      case NEEDS -> engine.setNeedClientAuth(true);
    }
    return engine;
  }

  private synchronized SSLContext context() {
    SSLContext made = context;
    if (made == null) {
      made = Contexts.trustingAll(credential.get().keyManager());
      context = made;
    }
    return made;
  }
}
