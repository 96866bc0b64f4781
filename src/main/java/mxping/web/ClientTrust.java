package mxping.web;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import mxping.config.ServerTls;

/**
 * Which certificates of clients are taken: any, or those that an authority vouches for, and of
 * these perhaps only some names. Thread-safe.
 */
final class ClientTrust extends X509ExtendedTrustManager {
  /** Kinds of subjectAltName that are text: e-mail, DNS, URI, IP address (RFC 5280 4.2.1.6). */
  private static final Set<Integer> TEXTUAL = Set.of(1, 2, 6, 7);

  private final Optional<X509ExtendedTrustManager> authorities;
  private final Set<String> names;

  ClientTrust(ServerTls tls, Optional<KeyStore> authorities) throws GeneralSecurityException {
    this.names = tls.clientNames();
    this.authorities =
        tls.clients().verified() && authorities.isPresent()
            ? Optional.of(pkix(authorities.get()))
            : Optional.empty();
  }

  private static X509ExtendedTrustManager pkix(KeyStore store) throws GeneralSecurityException {
    TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
    factory.init(store);
    return (X509ExtendedTrustManager) factory.getTrustManagers()[0];
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    if (authorities.isPresent()) {
      authorities.get().checkClientTrusted(chain, type, engine);
    }
    checkNames(chain);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    if (authorities.isPresent()) {
      authorities.get().checkClientTrusted(chain, type, socket);
    }
    checkNames(chain);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
    if (authorities.isPresent()) {
      authorities.get().checkClientTrusted(chain, type);
    }
    checkNames(chain);
  }

  private void checkNames(X509Certificate[] chain) throws CertificateException {
    if (!names.isEmpty() && names(chain[0]).noneMatch(names::contains)) {
      throw new CertificateException("none of the names of the client's certificate is allowed");
    }
  }

  private static Stream<String> names(X509Certificate certificate)
      throws CertificateParsingException {
    Collection<List<?>> all = certificate.getSubjectAlternativeNames();
    return all == null
        ? Stream.empty()
        : all.stream()
            .filter(name -> TEXTUAL.contains((Integer) name.getFirst()))
            .map(name -> String.valueOf(name.get(1)));
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    throw new CertificateException("we are the server");
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    throw new CertificateException("we are the server");
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
    throw new CertificateException("we are the server");
  }

  /** What a client is told of the certificates we would take. */
  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return authorities
        .map(X509ExtendedTrustManager::getAcceptedIssuers)
        .orElseGet(() -> new X509Certificate[0]);
  }
}
