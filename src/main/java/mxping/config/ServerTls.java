package mxping.config;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import mxping.check.FileContents;

/**
 * How the agent speaks TLS to those who come to it.
 *
 * @param chain its certificate first, then those that vouch for it
 * @param clients what is asked of a client's certificate
 * @param clientAuthorities who may vouch for clients
 * @param clientNames subjectAltNames, one of which a client's certificate must have; empty where
 *     any will do
 * @param versions of TLS, lowest first, at least one
 * @param cipherSuites by the names of the JDK, for TLS 1.2; empty for its own choice
 * @param ownOrder whether the order of our cipher suites decides, not the client's
 * @param curves by the names of the JDK, in order; empty for its own choice
 */
public record ServerTls(
    FileContents<List<X509Certificate>> chain,
    FileContents<PrivateKey> key,
    Clients clients,
    Optional<FileContents<List<X509Certificate>>> clientAuthorities,
    Set<String> clientNames,
    List<Version> versions,
    List<String> cipherSuites,
    boolean ownOrder,
    List<String> curves) {

  public ServerTls {
    clientNames = Set.copyOf(clientNames);
    versions = List.copyOf(versions);
    cipherSuites = List.copyOf(cipherSuites);
    curves = List.copyOf(curves);
  }

  /** What is asked of clients, under the names that Go gives it. */
  public enum Clients {
    NO_CLIENT_CERT("NoClientCert"),
    /** A certificate is asked for, and whatever comes is taken. */
    REQUEST_CLIENT_CERT("RequestClientCert"),
    /** There must be one, whoever vouches for it. */
    REQUIRE_ANY_CLIENT_CERT("RequireAnyClientCert"),
    /** There may be one, and then it must hold. */
    VERIFY_CLIENT_CERT_IF_GIVEN("VerifyClientCertIfGiven"),
    /** There must be one that holds. */
    REQUIRE_AND_VERIFY_CLIENT_CERT("RequireAndVerifyClientCert");

    private final String word;

    Clients(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }

    /** Whether nobody gets in without a certificate. */
    public boolean required() {
      return this == REQUIRE_ANY_CLIENT_CERT || this == REQUIRE_AND_VERIFY_CLIENT_CERT;
    }

    /** Whether a certificate must hold. */
    public boolean verified() {
      return this == VERIFY_CLIENT_CERT_IF_GIVEN || this == REQUIRE_AND_VERIFY_CLIENT_CERT;
    }
  }

  /** A version of TLS that the JDK still speaks. */
  public enum Version {
    TLS12("TLSv1.2"),
    TLS13("TLSv1.3");

    private final String protocol;

    Version(String protocol) {
      this.protocol = protocol;
    }

    /** Its name in the JDK. */
    public String protocol() {
      return protocol;
    }
  }
}
