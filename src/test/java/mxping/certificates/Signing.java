package mxping.certificates;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The making of keys and of X.509 v3 certificates (RFC 5280), signed by ECDSA with SHA-256. */
final class Signing {
  private static final byte[] ALGORITHM = Der.sequence(Der.oid("1.2.840.10045.4.3.2"));
  private static final SecureRandom RANDOM = new SecureRandom();

  private Signing() {}

  static KeyPair keys() {
    return keys("EC", new ECGenParameterSpec("secp256r1"));
  }

  static KeyPair rsa(int bits) {
    return keys("RSA", new RSAKeyGenParameterSpec(bits, RSAKeyGenParameterSpec.F4));
  }

  private static KeyPair keys(String algorithm, AlgorithmParameterSpec kind) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
      generator.initialize(kind);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("no key", e);
    }
  }

  /** A certificate of this subject and key, signed by that key in that name. */
  static X509Certificate sign(Subject subject, PublicKey key, String issuer, KeyPair by) {
    byte[] body =
        Der.sequence(
            Der.tagged(0xA0, Der.integer(BigInteger.TWO)),
            Der.integer(new BigInteger(120, RANDOM).setBit(0)),
            ALGORITHM,
            name(issuer),
            Der.sequence(Der.time(subject.notBefore()), Der.time(subject.notAfter())),
            name(subject.commonName()),
            key.getEncoded(),
            Der.tagged(0xA3, Der.sequence(extensions(subject, key, by.getPublic()))));
    try {
      Signature signature = Signature.getInstance("SHA256withECDSA");
      signature.initSign(by.getPrivate());
      signature.update(body);
      byte[] whole = Der.sequence(body, ALGORITHM, Der.bits(0, signature.sign()));
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(whole));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("no certificate for " + subject, e);
    }
  }

  private static byte[] name(String commonName) {
    return Der.sequence(Der.set(Der.sequence(Der.oid("2.5.4.3"), Der.utf8(commonName))));
  }

  private static byte[][] extensions(Subject subject, PublicKey key, PublicKey issuer) {
    List<byte[]> extensions = new ArrayList<>();
    // basicConstraints: cA is false where nothing is said
    extensions.add(
        critical("2.5.29.19", subject.authority() ? Der.sequence(Der.yes()) : Der.sequence()));
    // keyUsage: keyCertSign and cRLSign, or digitalSignature
    extensions.add(
        critical(
            "2.5.29.15",
            subject.authority()
                ? Der.bits(1, new byte[] {0x06})
                : Der.bits(7, new byte[] {(byte) 0x80})));
    // subjectKeyIdentifier and authorityKeyIdentifier
    extensions.add(Der.sequence(Der.oid("2.5.29.14"), Der.octets(Der.octets(identifier(key)))));
    extensions.add(
        Der.sequence(
            Der.oid("2.5.29.35"), Der.octets(Der.sequence(Der.tagged(0x80, identifier(issuer))))));
    if (!subject.names().isEmpty()) {
      byte[][] names =
          subject.names().stream()
              .map(name -> Der.tagged(0x82, name.getBytes(StandardCharsets.US_ASCII)))
              .toArray(byte[][]::new);
      extensions.add(Der.sequence(Der.oid("2.5.29.17"), Der.octets(Der.sequence(names))));
    }
    return extensions.toArray(byte[][]::new);
  }

  /** Of a key, for who has to find it; any hash does (RFC 7093). */
  private static byte[] identifier(PublicKey key) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(key.getEncoded());
      return Arrays.copyOf(hash, 20);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] critical(String oid, byte[] value) {
    return Der.sequence(Der.oid(oid), Der.yes(), Der.octets(value));
  }
}
