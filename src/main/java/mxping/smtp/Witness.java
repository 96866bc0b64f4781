package mxping.smtp;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.X509TrustManager;

/**
 * Sees the certificates that the other side sends, and lets every one of them pass, so that the
 * handshake goes on and all can be told; {@link Trust} judges them afterwards. The JDK, which does
 * its own look at keys and algorithms where a trust manager has no part in it, still refuses those
 * that its rules ({@code jdk.certpath.disabledAlgorithms}) find too weak. Thread-safe.
 */
final class Witness implements X509TrustManager {
  private final Map<Thread, Optional<Seen>> seen = new ConcurrentHashMap<>();

  /**
   * Certificates as they were sent.
   *
   * @param exchange the key exchange they are used in, as the JDK names it
   */
  record Seen(List<X509Certificate> chain, String exchange) {
    Seen {
      chain = List.copyOf(chain);
    }
  }

  /** Looks at the handshake of this thread; a later one of a peer's making is not looked at. */
  void watch() {
    seen.put(Thread.currentThread(), Optional.empty());
  }

  /** What this thread was shown, which is then forgotten; empty in a resumed session. */
  Optional<Seen> shown() {
    Optional<Seen> shown = seen.remove(Thread.currentThread());
    return shown == null ? Optional.empty() : shown;
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String exchange) {
    seen.replace(Thread.currentThread(), Optional.of(new Seen(List.of(chain), exchange)));
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String exchange) {}

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }
}
