package mxping.probe;

import java.lang.ref.WeakReference;
import java.security.KeyStore.PrivateKeyEntry;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import mxping.check.FileContents;
import mxping.check.Tls;
import mxping.check.Tls.Mode;
import mxping.smtp.TlsClient;

/**
 * How a session with one mail host is encrypted.
 *
 * @param wish what the check says, by {@link #shared}; its mode is not {@code OFF}
 * @param name sent as SNI and expected in the certificate
 */
public record TlsTerms(Tls wish, String name) {

  private static final Map<Tls, WeakReference<Tls>> KNOWN = new WeakHashMap<>();

  /** A client for each distinct wish, as long as a check has it. */
  private static final Map<Tls, TlsClient> CLIENTS =
      Collections.synchronizedMap(new WeakHashMap<>());

  /** The one instance that stands for all equal to {@code wish}, and keeps their client alive. */
  static Tls shared(Tls wish) {
    synchronized (KNOWN) {
      WeakReference<Tls> known = KNOWN.get(wish);
      Tls same = known == null ? null : known.get();
      if (same != null) {
        return same;
      }
      KNOWN.put(wish, new WeakReference<>(wish));
      return wish;
    }
  }

  /** The terms for the mail host {@code mx}; none where the check wants no TLS. */
  static Optional<TlsTerms> of(Tls wish, String mx) {
    return wish.mode() == Mode.OFF
        ? Optional.empty()
        : Optional.of(new TlsTerms(wish, wish.serverName().orElse(mx)));
  }

  boolean implicit() {
    return wish.mode() == Mode.IMPLICIT;
  }

  boolean opportunistic() {
    return wish.mode() == Mode.OPPORTUNISTIC;
  }

  TlsClient client() {
    return CLIENTS.computeIfAbsent(wish, TlsTerms::client);
  }

  private static TlsClient client(Tls wish) {
    return new TlsClient(
        wish.trusted().map(FileContents::contents).orElse(List.of()),
        wish.identity().map(TlsTerms::entry),
        wish.resume());
  }

  private static PrivateKeyEntry entry(Tls.Identity identity) {
    X509Certificate[] chain = identity.chain().contents().toArray(X509Certificate[]::new);
    return new PrivateKeyEntry(identity.key().contents(), chain);
  }
}
