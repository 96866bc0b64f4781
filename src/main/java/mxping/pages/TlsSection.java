package mxping.pages;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import mxping.probe.TlsResult;
import mxping.smtp.Printable;
import mxping.smtp.TlsFacts;

/**
 * The TLS of a mail host.
 *
 * @param problems why its certificate does not hold, a line each
 * @param chain as sent, the host's own certificate first
 */
record TlsSection(List<Fact> facts, List<String> problems, List<Certificate> chain) {
  private static final int MOST_NAMES = 8;

  /** A certificate: whose it is, and more. */
  record Certificate(String subject, List<Fact> facts) {
    static Certificate of(TlsFacts.Certificate one, Instant now) {
      return new Certificate(
          Printable.of(one.subject()),
          List.of(
              new Fact("names", names(one.names())),
              new Fact("issuer", Printable.of(one.issuer())),
              new Fact("from", Words.moment(one.notBefore())),
              new Fact("until", until(one.notAfter(), now)),
              new Fact("key", one.key() + ", signed " + one.signature()),
              new Fact("serial", one.serial())));
    }

    private static String names(List<String> names) {
      String first =
          Printable.of(String.join(", ", names.subList(0, Math.min(MOST_NAMES, names.size()))));
      int more = names.size() - MOST_NAMES;
      return Words.brief(first, 300) + (more > 0 ? " and " + more + " more" : "");
    }
  }

  static TlsSection of(TlsResult tls, Instant now) {
    TlsFacts known = tls.facts();
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact("version", known.version().orElse("the handshake failed")));
    known.cipher().ifPresent(cipher -> facts.add(new Fact("cipher", cipher)));
    if (!known.chain().isEmpty()) {
      facts.add(
          new Fact("certificate", known.verified() ? "chain and name hold" : "does not hold"));
    }
    known.notAfter().ifPresent(end -> facts.add(new Fact("valid until", until(end, now))));
    known.alert().ifPresent(alert -> facts.add(new Fact("ended by alert", alert)));
    if (known.resumed()) {
      facts.add(new Fact("session", "resumed"));
    }
    keywords("offered before TLS only", tls.vanished(), facts);
    keywords("offered in TLS only", tls.appeared(), facts);
    return new TlsSection(
        facts,
        known.flaws().stream().map(TlsSection::problem).toList(),
        known.chain().stream().map(one -> Certificate.of(one, now)).toList());
  }

  private static void keywords(String term, List<String> keywords, List<Fact> facts) {
    if (!keywords.isEmpty()) {
      String all = Printable.of(String.join(" ", keywords));
      facts.add(new Fact(term, Words.brief(all, 200)));
    }
  }

  private static String problem(TlsFacts.Flaw flaw) {
    return TlsResult.reason(flaw).label() + ": " + Printable.of(flaw.words());
  }

  private static String until(Instant end, Instant now) {
    String span =
        end.isBefore(now) ? Words.ago(end, now) : "in " + Words.span(Duration.between(now, end));
    return Words.moment(end) + " (" + span + ")";
  }
}
