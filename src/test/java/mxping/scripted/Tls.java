package mxping.scripted;

import java.util.List;
import java.util.Optional;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/**
 * What was agreed in a TLS handshake.
 *
 * @param protocol {@code TLSv1.3}
 * @param cipher the suite, by its name in RFC 8446
 * @param resumed whether it went on with an earlier session, and so showed no certificate
 * @param serverName the name the client asked for (SNI); empty if it named none
 * @param clientSubject the subject of the client's certificate, {@code CN=probe.test}; empty if it
 *     showed none
 * @param linesBefore how many lines the client had said by then, in the clear
 */
public record Tls(
    String protocol,
    String cipher,
    boolean resumed,
    Optional<String> serverName,
    Optional<String> clientSubject,
    int linesBefore) {
  static Tls of(SSLSession session, boolean resumed, int linesBefore) {
    return new Tls(
        session.getProtocol(),
        session.getCipherSuite(),
        resumed,
        serverName(session),
        clientSubject(session),
        linesBefore);
  }

  private static Optional<String> serverName(SSLSession session) {
    List<SNIServerName> names =
        session instanceof ExtendedSSLSession extended
            ? extended.getRequestedServerNames()
            : List.of();
    return names.stream()
        .filter(SNIHostName.class::isInstance)
        .map(name -> ((SNIHostName) name).getAsciiName())
        .findFirst();
  }

  private static Optional<String> clientSubject(SSLSession session) {
    try {
      return Optional.of(session.getPeerPrincipal().getName());
    } catch (SSLPeerUnverifiedException e) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return protocol
        + " "
        + cipher
        + (resumed ? " resumed" : "")
        + serverName.map(name -> " for " + name).orElse("")
        + clientSubject.map(subject -> " with " + subject).orElse("");
  }
}
