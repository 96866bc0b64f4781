package mxping.smtp;

import java.math.BigInteger;
import java.security.PublicKey;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import javax.security.auth.x500.X500Principal;
import mxping.smtp.TlsFacts.Certificate;

/** Certificates in words: printable, and no longer than is good for a page. */
final class Certificates {
  private static final int MOST_CHARACTERS = 200;
  private static final int MOST_NAMES = 50;
  private static final int DNS_NAME = 2;
  private static final int IP_ADDRESS = 7;

  private Certificates() {}

  static Certificate told(X509Certificate certificate) {
    List<String> names = new ArrayList<>(dnsNames(certificate));
    names.addAll(addresses(certificate));
    return new Certificate(
        name(certificate.getSubjectX500Principal()),
        name(certificate.getIssuerX500Principal()),
        clip(serial(certificate.getSerialNumber())),
        certificate.getNotBefore().toInstant(),
        certificate.getNotAfter().toInstant(),
        names.stream().limit(MOST_NAMES).map(Certificates::clip).toList(),
        key(certificate.getPublicKey()),
        clip(certificate.getSigAlgName()));
  }

  private static String serial(BigInteger serial) {
    return serial.toString(16);
  }

  static String name(X500Principal principal) {
    return clip(principal.getName(X500Principal.RFC2253));
  }

  static String clip(String text) {
    String shown = Printable.of(text);
    return shown.length() <= MOST_CHARACTERS
        ? shown
        : shown.substring(0, MOST_CHARACTERS - 1) + "…";
  }

  /** DNS names of the subject alternative name, in lower case. */
  static List<String> dnsNames(X509Certificate certificate) {
    return alternatives(certificate, DNS_NAME).stream()
        .map(name -> name.toLowerCase(Locale.ROOT))
        .toList();
  }

  /** IP addresses of the subject alternative name, as literals. */
  static List<String> addresses(X509Certificate certificate) {
    return alternatives(certificate, IP_ADDRESS);
  }

  private static List<String> alternatives(X509Certificate certificate, int kind) {
    List<String> found = new ArrayList<>();
    try {
      Collection<List<?>> names = certificate.getSubjectAlternativeNames();
      if (names != null) {
        for (List<?> name : names) {
          if (name.get(0).equals(kind) && name.get(1) instanceof String text) {
            found.add(text);
          }
        }
      }
    } catch (CertificateParsingException e) {
      // names that cannot be read are for nobody
      return List.of();
    }
    return found;
  }

  private static String key(PublicKey key) {
    return switch (key) {
      case RSAPublicKey rsa -> "RSA " + rsa.getModulus().bitLength();
      case ECPublicKey ec -> "EC " + ec.getParams().getOrder().bitLength();
      case EdECPublicKey ed -> ed.getParams().getName();
      default -> clip(key.getAlgorithm());
    };
  }
}
