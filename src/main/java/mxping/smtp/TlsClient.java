package mxping.smtp;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStore.PrivateKeyEntry;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;

/**
 * What we bring to TLS handshakes: whom we trust, and who we are. Made once for all handshakes that
 * want the same. Protocol versions and ciphers are those that the JDK offers (RFC 8446, RFC 5246).
 * Thread-safe.
 */
public final class TlsClient {
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Trust trust;
  private final Witness witness = new Witness();
  private final KeyManager[] keys;
  private final Optional<SSLContext> shared;

  /**
   * A client.
   *
   * @param trusted authorities besides the JVM's own list
   * @param identity our certificate and its key, for hosts that ask for one
   * @param resume whether sessions may be resumed; where not, each handshake has a context of its
   *     own, which takes some 20 µs
   */
  public TlsClient(
      List<X509Certificate> trusted, Optional<PrivateKeyEntry> identity, boolean resume) {
    this.trust = new Trust(trusted);
    this.keys = identity.map(TlsClient::keys).orElseGet(() -> new KeyManager[0]);
    this.shared = resume ? Optional.of(context()) : Optional.empty();
  }

  /** A handshake over {@code raw}, which is connected; nothing is said yet. */
  Handshake over(DeadlineSocket raw, String name) throws IOException {
    ServerName server = new ServerName(name);
    SSLSocket layered =
        (SSLSocket)
            shared
                .orElseGet(this::context)
                .getSocketFactory()
                .createSocket(raw, name, raw.getPort(), true);
    SSLParameters parameters = layered.getSSLParameters();
    parameters.setServerNames(server.sni());
    layered.setSSLParameters(parameters);
    return new Handshake(layered, server, witness, trust);
  }

  private SSLContext context() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys, new TrustManager[] {witness}, RANDOM);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JVM has no TLS", e);
    }
  }

  private static KeyManager[] keys(PrivateKeyEntry identity) {
    try {
      char[] password = "in memory only".toCharArray();
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setEntry("mxping", identity, new KeyStore.PasswordProtection(password));
      KeyManagerFactory factory = KeyManagerFactory.getInstance("PKIX");
      factory.init(store, password);
      return factory.getKeyManagers();
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("a key of ours cannot be used", e);
    }
  }
}
