package mxping.config;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import mxping.config.PemFile.Block;

/** Certificates and private keys out of PEM files. */
final class Pem {
  private static final List<String> KEY_ALGORITHMS = List.of("RSA", "EC", "EdDSA", "RSASSA-PSS");
  private static final Set<String> OLD_KEYS =
      Set.of("RSA PRIVATE KEY", "EC PRIVATE KEY", "DSA PRIVATE KEY");

  private Pem() {}

  /** All certificates of a file, at least one. */
  static Parsed<List<X509Certificate>> certificates(PemFile file) {
    List<X509Certificate> certificates = new ArrayList<>();
    for (Block block : file.blocks()) {
      if (block.label().equals("CERTIFICATE")) {
        Parsed<X509Certificate> one = block.octets().then(Pem::certificate);
        if (one instanceof Parsed.Bad<X509Certificate> bad) {
          return Parsed.bad(bad.why());
        }
        one.value().ifPresent(certificates::add);
      }
    }
    return certificates.isEmpty()
        ? Parsed.bad("holds no certificate: there is no BEGIN CERTIFICATE line")
        : Parsed.good(List.copyOf(certificates));
  }

  private static Parsed<X509Certificate> certificate(byte[] der) {
    try {
      return CertificateFactory.getInstance("X.509")
                  .generateCertificate(new ByteArrayInputStream(der))
              instanceof X509Certificate certificate
          ? Parsed.good(certificate)
          : Parsed.bad("holds a certificate that is none of X.509");
    } catch (CertificateException e) {
      return Parsed.bad("is broken: what stands in a CERTIFICATE is none");
    }
  }

  /** The private key of a file, in PKCS #8 (RFC 5208), not encrypted. */
  static Parsed<PrivateKey> key(PemFile file) {
    for (Block block : file.blocks()) {
      if (block.label().equals("PRIVATE KEY")) {
        return block.octets().then(Pem::key);
      }
      if (OLD_KEYS.contains(block.label())) {
        return Parsed.bad("holds an old form of key; convert it: ", conversion(file));
      }
      if (block.label().equals("ENCRYPTED PRIVATE KEY")) {
        return Parsed.bad("holds a key under a passphrase; take it off: ", conversion(file));
      }
    }
    return Parsed.bad("holds no private key: there is no BEGIN PRIVATE KEY line");
  }

  private static String conversion(PemFile file) {
    return "openssl pkcs8 -topk8 -nocrypt -in %s -out new.pem".formatted(file.path().getFileName());
  }

  private static Parsed<PrivateKey> key(byte[] der) {
    for (String algorithm : KEY_ALGORITHMS) {
      try {
        KeyFactory factory = KeyFactory.getInstance(algorithm);
        return Parsed.good(factory.generatePrivate(new PKCS8EncodedKeySpec(der)));
      } catch (GeneralSecurityException e) {
        // a key of another algorithm, or of none
      }
    }
    return Parsed.bad("holds a private key that is none of RSA, EC or EdDSA");
  }

  /** Whether what {@code key} signs is what {@code certificate} vouches for. */
  static boolean fits(PrivateKey key, X509Certificate certificate) {
    return signature(key.getAlgorithm()).filter(how -> signs(how, key, certificate)).isPresent();
  }

  private static boolean signs(String how, PrivateKey key, X509Certificate certificate) {
    try {
      byte[] text = {1, 2, 3};
      Signature ours = Signature.getInstance(how);
      ours.initSign(key);
      ours.update(text);
      Signature theirs = Signature.getInstance(how);
      theirs.initVerify(certificate.getPublicKey());
      theirs.update(text);
      return theirs.verify(ours.sign());
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private static Optional<String> signature(String algorithm) {
    return switch (algorithm) {
      case "RSA" -> Optional.of("SHA256withRSA");
      case "EC" -> Optional.of("SHA256withECDSA");
      case "EdDSA", "Ed25519", "Ed448" -> Optional.of("EdDSA");
      default -> Optional.empty();
    };
  }
}
