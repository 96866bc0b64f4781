package mxping.config;

import java.util.Set;

/**
 * What this JVM can do as a TLS server, for whoever reads a configuration of one.
 *
 * @param cipherSuites of TLS 1.2, by their names in the IANA registry, which Go and the JDK share
 */
public record TlsAbilities(Set<String> cipherSuites) {
  public TlsAbilities {
    cipherSuites = Set.copyOf(cipherSuites);
  }
}
