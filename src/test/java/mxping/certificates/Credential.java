package mxping.certificates;

import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.X509ExtendedKeyManager;

/**
 * A private key, and the certificates that its owner shows: its own first.
 *
 * @param key of the first certificate
 * @param chain as it is sent; each signed by the next, the root left out
 */
public record Credential(PrivateKey key, List<X509Certificate> chain) {
  public Credential {
    chain = List.copyOf(chain);
  }

  public X509Certificate leaf() {
    return chain.getFirst();
  }

  /** When the owner's own certificate runs out, to the second. */
  public Instant notAfter() {
    return leaf().getNotAfter().toInstant();
  }

  /** The chain in PEM, the owner's own certificate first. */
  public String chainPem() {
    return Pem.of(chain);
  }

  /** The key in PEM, PKCS#8, not encrypted. */
  public String keyPem() {
    return Pem.of("PRIVATE KEY", key.getEncoded());
  }

  /** A new file of {@link #chainPem}, until the JVM ends: a {@code cert_file}. */
  public Path chainFile() {
    return Pem.file(chainPem());
  }

  /** A new file of {@link #keyPem}, until the JVM ends: a {@code key_file}. */
  public Path keyFile() {
    return Pem.file(keyPem());
  }

  /** Shows this credential, to whoever asks, on either side of TLS. */
  public X509ExtendedKeyManager keyManager() {
    return new SoleKeyManager(this);
  }

  @Override
  public String toString() {
    return leaf().getSubjectX500Principal() + " until " + notAfter();
  }
}
