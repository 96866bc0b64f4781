package mxping.web;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mxping.probe.TlsResult;
import mxping.smtp.Capabilities;
import mxping.smtp.Printable;
import mxping.smtp.TlsFacts;

/**
 * The TLS of a mail host, as JSON.
 *
 * @param established whether the handshake came to its end
 * @param verified whether chain and name hold; absent where no certificate was seen
 * @param notAfter the earliest end of validity in the chain
 * @param problems why they do not hold, by the names of the reasons
 * @param alert with which the other side ended TLS
 * @param chain as sent, the host's own certificate first
 * @param capabilitiesBefore what was offered before STARTTLS; absent where nothing was
 * @param capabilitiesVanished keywords offered before TLS only, STARTTLS apart
 * @param capabilitiesAppeared keywords offered in TLS only
 */
record TlsView(
    boolean established,
    Optional<String> version,
    Optional<String> cipher,
    boolean resumed,
    Optional<Boolean> verified,
    Optional<Instant> notAfter,
    List<ProblemView> problems,
    Optional<String> alert,
    List<CertificateView> chain,
    Optional<Map<String, String>> capabilitiesBefore,
    List<String> capabilitiesVanished,
    List<String> capabilitiesAppeared) {

  /** Why a certificate does not hold. */
  record ProblemView(String reason, String detail) {
    static ProblemView of(TlsFacts.Flaw flaw) {
      return new ProblemView(TlsResult.reason(flaw).label(), flaw.words());
    }
  }

  /** A certificate; {@code names} of its subject alternative name. */
  record CertificateView(
      String subject,
      String issuer,
      String serial,
      Instant notBefore,
      Instant notAfter,
      List<String> names,
      String key,
      String signature) {
    static CertificateView of(TlsFacts.Certificate one) {
      return new CertificateView(
          one.subject(),
          one.issuer(),
          one.serial(),
          one.notBefore(),
          one.notAfter(),
          one.names(),
          one.key(),
          one.signature());
    }
  }

  static TlsView of(TlsResult tls) {
    TlsFacts facts = tls.facts();
    return new TlsView(
        facts.established(),
        facts.version(),
        facts.cipher(),
        facts.resumed(),
        facts.chain().isEmpty() ? Optional.empty() : Optional.of(facts.verified()),
        facts.notAfter(),
        facts.flaws().stream().map(ProblemView::of).toList(),
        facts.alert(),
        facts.chain().stream().map(CertificateView::of).toList(),
        tls.before().map(Capabilities::parameters).map(ProbeView::printable),
        tls.vanished().stream().map(Printable::of).toList(),
        tls.appeared().stream().map(Printable::of).toList());
  }
}
