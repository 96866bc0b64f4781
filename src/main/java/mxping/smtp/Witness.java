package mxping.smtp;

import java.net.Socket;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Sees the certificates that the other side sends, and lets every one of them pass, so that the
 * handshake goes on and all can be told; {@link Trust} judges them afterwards. Thread-safe.
 */
final class Witness extends X509ExtendedTrustManager {
  private final Map<Socket, Optional<Seen>> seen = new ConcurrentHashMap<>();

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

  /** Looks at {@code socket} from now on; a later handshake of a peer's making is not looked at. */
  void watch(Socket socket) {
    seen.put(socket, Optional.empty());
  }

  /** What was seen on {@code socket}, which is then forgotten; empty in a resumed session. */
  Optional<Seen> of(Socket socket) {
    Optional<Seen> shown = seen.remove(socket);
    return shown == null ? Optional.empty() : shown;
  }

  @Override
  public void checkServerTrusted(
      X509Certificate[] chain, String exchange, @Nullable Socket socket) {
    if (socket != null) {
      seen.replace(socket, Optional.of(new Seen(List.of(chain), exchange)));
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String exchange, SSLEngine engine) {}

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String exchange) {}

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String exchange, Socket socket) {}

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String exchange, SSLEngine engine) {}

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String exchange) {}

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }
}
