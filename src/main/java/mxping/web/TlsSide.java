package mxping.web;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CRL;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import mxping.config.ServerTls;
import mxping.config.TlsAbilities;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.jspecify.annotations.Nullable;

/**
 * The server's side of TLS. What it follows may be exchanged while connections are open: they go
 * on, and new ones see the new.
 */
final class TlsSide extends SslContextFactory.Server {
  /** The store lives in memory, and is never written. */
  private static final String NO_PASSWORD = "";

  private final String[] weak = getExcludeCipherSuites();
  private volatile ServerTls tls;

  TlsSide(ServerTls tls) {
    this.tls = tls;
    setKeyStorePassword(NO_PASSWORD);
    setSniRequired(false);
    setRenegotiationAllowed(false);
    setExcludeProtocols();
    apply();
  }

  /** From now on, for new connections. */
  void follow(ServerTls tls) throws Exception {
    if (!tls.equals(this.tls)) {
      this.tls = tls;
      reload(same -> apply());
    }
  }

  private void apply() {
    setKeyStore(identity());
    setIncludeProtocols(
        tls.versions().stream().map(ServerTls.Version::protocol).toArray(String[]::new));
    setIncludeCipherSuites(suites());
    setExcludeCipherSuites(tls.cipherSuites().isEmpty() ? weak : new String[0]);
    setUseCipherSuitesOrder(tls.ownOrder());
    setNeedClientAuth(tls.clients().required());
    setWantClientAuth(!tls.clients().required() && asksClients());
  }

  private boolean asksClients() {
    return switch (tls.clients()) {
      case NO_CLIENT_CERT -> false;
      case REQUEST_CLIENT_CERT,
          REQUIRE_ANY_CLIENT_CERT,
          VERIFY_CLIENT_CERT_IF_GIVEN,
          REQUIRE_AND_VERIFY_CLIENT_CERT ->
          true;
    };
  }

  /** A choice of suites is one for TLS 1.2; those of TLS 1.3 are good, all of them. */
  private String[] suites() {
    return tls.cipherSuites().isEmpty()
        ? new String[0]
        : Stream.concat(usual().filter(TlsSide::ofTls13), tls.cipherSuites().stream())
            .toArray(String[]::new);
  }

  private static boolean ofTls13(String suite) {
    return !suite.contains("_WITH_");
  }

  private static Stream<String> usual() {
    try {
      return Arrays.stream(SSLContext.getDefault().getDefaultSSLParameters().getCipherSuites());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JVM speaks no TLS", e);
    }
  }

  /** What this JVM can do. */
  static TlsAbilities abilities() {
    Set<String> suites = new HashSet<>();
    usual().filter(suite -> !ofTls13(suite) && !suite.contains("SCSV")).forEach(suites::add);
    return new TlsAbilities(suites);
  }

  @Override
  protected TrustManager[] getTrustManagers(
      @Nullable KeyStore trustStore, @Nullable Collection<? extends CRL> crls) throws Exception {
    return new TrustManager[] {new ClientTrust(tls, authorities())};
  }

  @Override
  public void customize(SSLEngine engine) {
    super.customize(engine);
    if (!tls.curves().isEmpty()) {
      SSLParameters parameters = engine.getSSLParameters();
      parameters.setNamedGroups(tls.curves().toArray(String[]::new));
      engine.setSSLParameters(parameters);
    }
  }

  private KeyStore identity() {
    try {
      KeyStore store = empty();
      store.setKeyEntry(
          "mxping",
          tls.key().contents(),
          NO_PASSWORD.toCharArray(),
          tls.chain().contents().toArray(X509Certificate[]::new));
      return store;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a key that fits its certificate does not fit a store", e);
    }
  }

  private Optional<KeyStore> authorities() throws GeneralSecurityException {
    if (tls.clientAuthorities().isEmpty()) {
      return Optional.empty();
    }
    List<X509Certificate> certificates = tls.clientAuthorities().get().contents();
    KeyStore store = empty();
    for (int i = 0; i < certificates.size(); i++) {
      store.setCertificateEntry("authority-" + i, certificates.get(i));
    }
    return Optional.of(store);
  }

  private static KeyStore empty() throws GeneralSecurityException {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      return store;
    } catch (IOException e) {
      throw new IllegalStateException("nothing is read", e);
    }
  }
}
