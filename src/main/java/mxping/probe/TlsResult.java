package mxping.probe;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import mxping.smtp.Capabilities;
import mxping.smtp.TlsFacts;

/**
 * What a probe found out about the TLS of a mail host.
 *
 * @param before what was offered before TLS; empty where TLS began at once, or EHLO was not asked
 * @param after what was offered in TLS; empty where EHLO was not asked in it
 * @param abandoned how the session ended whose handshake broke, where another one went on in the
 *     clear
 */
public record TlsResult(
    TlsFacts facts,
    Optional<Capabilities> before,
    Optional<Capabilities> after,
    Optional<Closing> abandoned) {

  private static final String STARTTLS = "STARTTLS";

  TlsResult abandonedBy(Optional<Closing> closing) {
    return new TlsResult(facts, before, after, closing);
  }

  /** Whether what was asked was asked in TLS. */
  public boolean used() {
    return facts.established() && abandoned.isEmpty();
  }

  /** Keywords offered before TLS and not in it; STARTTLS has to be one, and is not told. */
  public List<String> vanished() {
    return missing(before, after);
  }

  /** Keywords offered in TLS only, as AUTH often is. */
  public List<String> appeared() {
    return missing(after, before);
  }

  private static List<String> missing(Optional<Capabilities> here, Optional<Capabilities> there) {
    if (here.isEmpty() || there.isEmpty()) {
      return List.of();
    }
    Set<String> keywords = new TreeSet<>(here.get().keywords());
    keywords.removeAll(there.get().keywords());
    keywords.remove(STARTTLS);
    return List.copyOf(keywords);
  }

  /** What keeps the certificates from holding, by the labels of their reasons, in order. */
  public String flaws() {
    return facts.flaws().stream()
        .map(flaw -> reason(flaw).label())
        .collect(Collectors.joining(" "));
  }

  /** The reason that a flaw of a certificate is. */
  public static Reason reason(TlsFacts.Flaw flaw) {
    return switch (flaw.kind()) {
      case EXPIRED -> Reason.CERTIFICATE_EXPIRED;
      case HOST_MISMATCH -> Reason.CERTIFICATE_HOST_MISMATCH;
      case NOT_TRUSTED -> Reason.CERTIFICATE_NOT_TRUSTED;
    };
  }
}
