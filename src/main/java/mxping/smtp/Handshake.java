package mxping.smtp;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import mxping.smtp.TlsFacts.Flaw;
import mxping.smtp.Verdicts.Verdict;
import mxping.smtp.Witness.Seen;
import org.jspecify.annotations.Nullable;

/** One TLS handshake, and what is learnt by it. Not thread-safe. */
final class Handshake {
  private final SSLSocket socket;
  private final ServerName server;
  private final Witness witness;
  private final Trust trust;
  private Optional<Seen> seen = Optional.empty();
  private boolean established;
  private boolean resumed;
  private Optional<String> alert = Optional.empty();
  private @Nullable TlsFacts told;

  Handshake(SSLSocket socket, ServerName server, Witness witness, Trust trust) {
    this.socket = socket;
    this.server = server;
    this.witness = witness;
    this.trust = trust;
  }

  /** Shakes hands; blocking, as long as the socket below lets it. */
  void shake() throws IOException {
    witness.watch();
    try {
      socket.startHandshake();
      established = true;
    } finally {
      seen = witness.shown();
    }
    if (seen.isEmpty()) {
      resumed = true;
      seen = remembered(socket.getSession());
    }
  }

  private static Optional<Seen> remembered(SSLSession session) {
    try {
      List<X509Certificate> chain = new ArrayList<>();
      for (var certificate : session.getPeerCertificates()) {
        if (certificate instanceof X509Certificate x509) {
          chain.add(x509);
        }
      }
      return Optional.of(new Seen(chain, "UNKNOWN"));
    } catch (SSLPeerUnverifiedException e) {
      return Optional.empty();
    }
  }

  /** The other side said that it will not go on. */
  void ended(String alert) {
    this.alert = Optional.of(alert);
    told = null;
  }

  SSLSocket socket() {
    return socket;
  }

  boolean established() {
    return established;
  }

  /** Version and cipher on one line. */
  String terms() {
    SSLSession session = socket.getSession();
    return session.getProtocol() + " " + session.getCipherSuite() + (resumed ? ", resumed" : "");
  }

  /** All that is known of the other side; certificates are verified when first asked for. */
  TlsFacts facts() {
    TlsFacts known = told;
    if (known == null) {
      Optional<Verdict> verdict = seen.map(chain -> trust.verdict(chain, Instant.now()));
      known =
          new TlsFacts(
              established ? Optional.of(socket.getSession().getProtocol()) : Optional.empty(),
              established ? Optional.of(socket.getSession().getCipherSuite()) : Optional.empty(),
              resumed,
              verdict.map(Verdict::told).orElse(List.of()),
              verdict.map(this::flaws).orElse(List.of()),
              alert);
      told = known;
    }
    return known;
  }

  private List<Flaw> flaws(Verdict verdict) {
    List<Flaw> flaws = new ArrayList<>(verdict.flaws());
    seen.flatMap(shown -> server.mismatch(shown.chain().getFirst())).ifPresent(flaws::add);
    flaws.sort(Comparator.comparing(Flaw::kind));
    return flaws;
  }
}
