package mxping.smtp;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import mxping.smtp.TlsFacts.Flaw;
import mxping.smtp.TlsFacts.Flaw.Kind;

/**
 * The name under which a host is asked for, matched with a certificate by RFC 9525 6: a DNS name
 * with the subject's alternative DNS names, of which the leftmost label may be a wildcard; an IP
 * address with its alternative addresses. A common name is no name.
 *
 * @param text in lower case, without a final dot; or an IP literal
 */
record ServerName(String text) {
  private static final int MOST_TOLD = 5;

  ServerName {
    text = text.toLowerCase(Locale.ROOT);
  }

  private Optional<InetAddress> address() {
    boolean literal = text.contains(":") || text.matches("[0-9.]+");
    try {
      return literal ? Optional.of(InetAddress.ofLiteral(text)) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** What to send as SNI (RFC 6066 3): nothing for an address. */
  List<SNIServerName> sni() {
    if (address().isPresent()) {
      return List.of();
    }
    try {
      return List.of(new SNIHostName(text.getBytes(StandardCharsets.US_ASCII)));
    } catch (IllegalArgumentException e) {
      return List.of();
    }
  }

  /** That the certificate is for others; empty where it is for this name. */
  Optional<Flaw> mismatch(X509Certificate certificate) {
    List<String> names = Certificates.dnsNames(certificate);
    List<String> addresses = Certificates.addresses(certificate);
    boolean matches =
        address().isPresent()
            ? addresses.stream().anyMatch(this::isAddress)
            : names.stream().anyMatch(this::matches);
    if (matches) {
      return Optional.empty();
    }
    List<String> all = Stream.concat(names.stream(), addresses.stream()).toList();
    String whom =
        all.isEmpty()
            ? "names no host; a common name does not count (RFC 9525)"
            : "is for "
                + String.join(", ", all.stream().limit(MOST_TOLD).toList())
                + (all.size() > MOST_TOLD ? " and others" : "");
    return Optional.of(new Flaw(Kind.HOST_MISMATCH, Certificates.clip(whom + ", not " + text)));
  }

  private boolean isAddress(String literal) {
    try {
      return address().equals(Optional.of(InetAddress.ofLiteral(literal)));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** A wildcard stands for one whole label, and not right below a top-level domain. */
  private boolean matches(String pattern) {
    String presented = pattern.endsWith(".") ? pattern.substring(0, pattern.length() - 1) : pattern;
    if (!presented.startsWith("*.")) {
      return presented.equals(text);
    }
    String domain = presented.substring(1);
    int dot = text.indexOf('.');
    return dot > 0 && domain.indexOf('.', 1) > 0 && text.substring(dot).equals(domain);
  }
}
