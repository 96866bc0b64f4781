package mxping.probe;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import mxping.check.Tls;
import mxping.smtp.Capabilities;
import mxping.smtp.Reply;
import mxping.smtp.SmtpConnection;
import mxping.smtp.TlsFacts;
import mxping.smtp.WireException;

/**
 * The TLS of one dialogue, as far as its terms want it: at once, or by STARTTLS.
 *
 * <pre>
 * S: 250 STARTTLS
 * C: STARTTLS
 * S: 220 2.0.0 Ready to start TLS
 * (the handshake)
 * C: EHLO probe.example.net
 * </pre>
 *
 * <p>Not thread-safe.
 */
final class Encryption {
  private static final String STARTTLS = "STARTTLS";

  private final Dialogue dialogue;
  private final Optional<TlsTerms> terms;
  private Optional<Capabilities> before = Optional.empty();
  private boolean greetedInTls;

  /**
   * @param terms empty for a dialogue in the clear
   */
  Encryption(Dialogue dialogue, Optional<TlsTerms> terms) {
    this.dialogue = dialogue;
    this.terms = terms;
  }

  /** Whether TLS begins with the first octet (RFC 8314 3.3). */
  boolean implicit() {
    return terms.filter(TlsTerms::implicit).isPresent();
  }

  /** Implicit TLS, where that is wanted; true where the dialogue goes on. */
  boolean atOnce() throws WireException {
    return !implicit() || secured(terms.get());
  }

  /**
   * STARTTLS, where that is wanted (RFC 3207); true where the dialogue goes on. If the host does
   * not offer it, or refuses, an opportunistic one goes on in the clear.
   */
  boolean afterHello() throws WireException {
    if (implicit()) {
      greetedInTls = true;
    }
    return terms.isEmpty() || implicit() || upgraded(terms.get());
  }

  private boolean upgraded(TlsTerms tls) throws WireException {
    Minutes opening = dialogue.opening();
    if (!dialogue.capabilities().offers(STARTTLS)) {
      if (!tls.opportunistic()) {
        opening.found(
            Finding.of(Phase.STARTTLS, Reason.STARTTLS_NOT_SUPPORTED, "STARTTLS not offered"));
      }
      return tls.opportunistic();
    }
    Reply reply = dialogue.ask(opening, Phase.STARTTLS, SmtpConnection::starttls);
    Reason reason = ReplyTable.starttls(reply);
    if (reason == Reason.NONE) {
      return begun(tls);
    }
    boolean goesOn = reason == Reason.STARTTLS_REJECTED && tls.opportunistic();
    Finding refusal = Finding.of(Phase.STARTTLS, reason, reply);
    opening.found(goesOn ? refusal.as(Outcome.DEGRADED) : refusal);
    return goesOn;
  }

  /** What was learnt before TLS is forgotten, for anybody may have said it (RFC 3207 4.2). */
  private boolean begun(TlsTerms tls) throws WireException {
    before = Optional.of(dialogue.capabilities());
    if (!secured(tls)) {
      return false;
    }
    greetedInTls = dialogue.hello();
    return greetedInTls;
  }

  /** The handshake, and what the certificates mean; true where the dialogue goes on. */
  private boolean secured(TlsTerms tls) throws WireException {
    dialogue.shakeHands(tls);
    long shaken = System.nanoTime();
    List<Finding> findings =
        dialogue
            .tlsFacts()
            .map(facts -> CertificateTable.findings(tls.wish(), facts, Instant.now()))
            .orElse(List.of());
    findings.forEach(dialogue.opening()::found);
    dialogue.opening().waited(System.nanoTime() - shaken);
    return findings.stream().noneMatch(finding -> finding.outcome() == Outcome.FAILED);
  }

  /**
   * Why what is said now may be read by others, or by somebody in the host's place; empty where it
   * may not. A check that verifies no certificate is content with TLS.
   */
  Optional<String> exposed() {
    Optional<TlsFacts> facts = dialogue.tlsFacts().filter(TlsFacts::established);
    if (facts.isEmpty() || terms.isEmpty()) {
      return Optional.of("there is no TLS");
    }
    boolean proved = facts.get().verified() || terms.get().wish().verify() == Tls.Verify.OFF;
    return proved ? Optional.empty() : Optional.of("the certificate does not hold");
  }

  /** What was offered before TLS; in a dialogue without TLS, all that was offered. */
  Capabilities offeredBefore() {
    return implicit() ? Capabilities.NONE : before.orElseGet(dialogue::capabilities);
  }

  /** What was found out about TLS; absent where no handshake was begun. */
  Optional<TlsResult> result() {
    Optional<Capabilities> after =
        greetedInTls ? Optional.of(dialogue.capabilities()) : Optional.empty();
    return dialogue.tlsFacts().map(facts -> new TlsResult(facts, before, after, Optional.empty()));
  }
}
