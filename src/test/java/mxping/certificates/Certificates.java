package mxping.certificates;

import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The certificates that mail hosts show in tests, one of each kind and name per JVM. Unless said
 * otherwise they are signed by {@link #ca}, hold since 90 days and for 90 days more, and have the
 * name both as subjectAltName and as common name. A name may be a wildcard: {@code
 * valid("*.mx.test")}. Thread-safe.
 */
public final class Certificates {
  private static final Authority CA = Authority.root("mxping test CA");
  private static final Map<String, Credential> MADE = new ConcurrentHashMap<>();

  private Certificates() {}

  /** What is needed seldom, and made when it is. */
  private static final class Others {
    static final Authority INTERMEDIATE = CA.intermediate("mxping test intermediate");
    static final Authority UNKNOWN = Authority.root("an unknown CA");
  }

  private static final class Files {
    static final Path CA_FILE = Pem.file(caPem());
  }

  /** The CA's own certificate. */
  public static X509Certificate ca() {
    return CA.certificate();
  }

  public static String caPem() {
    return Pem.of(List.of(ca()));
  }

  /** A file of {@link #caPem}: a {@code ca_file}; always the same, so leave it as it is. */
  public static Path caFile() {
    return Files.CA_FILE;
  }

  /** In order; for a wrong name, ask it for another one. */
  public static Credential valid(String name) {
    return once("valid " + name, () -> CA.issue(Subject.host(name)));
  }

  /** Ran out a day ago. */
  public static Credential expired(String name) {
    return once("expired " + name, () -> CA.issue(Subject.host(name).expired(Duration.ofDays(1))));
  }

  /** Begins tomorrow. */
  public static Credential notYetValid(String name) {
    return once(
        "not yet valid " + name, () -> CA.issue(Subject.host(name).beginning(Duration.ofDays(1))));
  }

  /** Runs out when so much time has gone since it was first asked for. */
  public static Credential expiringIn(Duration left, String name) {
    return once(
        "expiring in " + left + " " + name, () -> CA.issue(Subject.host(name).expiring(left)));
  }

  /** Has the name as its subject's common name only, which clients ignore (RFC 9525 2). */
  public static Credential commonNameOnly(String name) {
    return once("common name " + name, () -> CA.issue(Subject.host(name).withoutNames()));
  }

  /** Vouches for itself; no CA knows it. */
  public static Credential selfSigned(String name) {
    return once("self-signed " + name, () -> selfSigned(Subject.host(name)));
  }

  /** Vouches for itself, and ran out a day ago. */
  public static Credential selfSignedExpired(String name) {
    return once(
        "self-signed, expired " + name,
        () -> selfSigned(Subject.host(name).expired(Duration.ofDays(1))));
  }

  /** Signed by a CA that is not {@link #ca}. */
  public static Credential unknownIssuer(String name) {
    return once("unknown issuer " + name, () -> Others.UNKNOWN.issue(Subject.host(name)));
  }

  /** Signed by an intermediate of the CA, which is sent with it. */
  public static Credential fullChain(String name) {
    return once("full chain " + name, () -> Others.INTERMEDIATE.issue(Subject.host(name)));
  }

  /** The credential of {@link #fullChain}, with the intermediate forgotten. */
  public static Credential missingIntermediate(String name) {
    Credential full = fullChain(name);
    return new Credential(full.key(), List.of(full.leaf()));
  }

  /** In order but for its key, an RSA key of so many bits. */
  public static Credential rsa(int bits, String name) {
    return once("RSA " + bits + " " + name, () -> CA.issue(Subject.host(name), Signing.rsa(bits)));
  }

  private static Credential selfSigned(Subject subject) {
    KeyPair keys = Signing.keys();
    return new Credential(
        keys.getPrivate(),
        List.of(Signing.sign(subject, keys.getPublic(), subject.commonName(), keys)));
  }

  private static Credential once(String kind, Supplier<Credential> make) {
    return MADE.computeIfAbsent(kind, k -> make.get());
  }
}
