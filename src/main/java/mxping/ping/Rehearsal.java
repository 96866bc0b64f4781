package mxping.ping;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import mxping.check.Check;
import mxping.check.Tls;
import mxping.probe.Asking;
import mxping.probe.Dialogue;
import mxping.probe.OpenDialogues;
import mxping.probe.Prober;
import mxping.probe.Terms;
import mxping.probe.TlsTerms;
import mxping.self.SelfResponder;

/**
 * Two probes of our own responder that nobody hears of, so that the first figure that is told is
 * not that of a program which still loads its classes: one in the clear, and one that begins TLS
 * and finds none there.
 */
final class Rehearsal {
  private static final Duration LIMIT = Duration.ofSeconds(2);
  private static final String HERE = "localhost";
  private static final TlsTerms TLS = new TlsTerms(Tls.of(Tls.Mode.IMPLICIT), HERE);

  /**
   * Not virtual ones: for these the JVM keeps a thread that waits for their sockets, and a JVM that
   * ends gives such a one 0.3 s.
   */
  private static final ThreadFactory THREADS = Thread.ofPlatform().daemon().factory();

  private Rehearsal() {}

  /** Does what {@code check} will do, as far as the responder lets it; some 4 s at most. */
  static void of(Check check) {
    Prober prober = new Prober(check, Optional.of(HERE));
    try (SelfResponder responder = SelfResponder.start(THREADS)) {
      Terms terms = prober.terms(HERE, responder.address()).within(LIMIT, LIMIT);
      List.of(terms.inTheClear(), terms.inTls(TLS)).forEach(each -> probe(prober, each));
    } catch (IOException e) {
      // a machine without a socket on loopback is measured cold, and its probes will say why
    }
  }

  private static void probe(Prober prober, Terms terms) {
    Dialogue dialogue = new Dialogue(terms, new OpenDialogues());
    try {
      if (dialogue.open()) {
        prober.ask(dialogue, Asking.FREELY);
      }
    } finally {
      dialogue.close();
    }
  }
}
