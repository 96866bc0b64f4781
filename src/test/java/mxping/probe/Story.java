package mxping.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import mxping.check.Check;
import mxping.check.Checks;
import mxping.scripted.ScriptedSmtp;
import mxping.scripted.Session;
import mxping.smtp.Transcript;
import org.assertj.core.api.AbstractStringAssert;

/**
 * One probe of a scripted mail host, and what came of it.
 *
 * @param session the host's side
 */
record Story(ProbeResult result, Session session) {
  static final Duration PATIENCE = Duration.ofSeconds(20);

  /** A limit for those who wait for it: long for what should come, short for what never does. */
  static final Duration SHORT = Duration.ofMillis(700);

  /** The dialogue up to the command of a phase, whose reply is next. */
  static String upTo(Phase phase) {
    return switch (phase) {
      case GREETING -> "";
      case EHLO -> "S: 220 mx.test ESMTP\nC: EHLO probe.test\n";
      case MAIL -> upTo(Phase.EHLO) + "S: 250 mx.test\nC: MAIL FROM:<>\n";
      case RCPT -> upTo(Phase.MAIL) + "S: 250 2.1.0 ok\nC: RCPT TO:<ann@mx.test>\n";
      case RSET -> upTo(Phase.RCPT) + "S: 250 2.1.5 ok\nC: RSET\n";
      case QUIT -> upTo(Phase.RSET) + "S: 250 2.0.0 ok\nC: QUIT\n";
      case RESOLVE, CONNECT, STARTTLS, TLS, AUTH ->
          throw new IllegalArgumentException("no reply in " + phase);
    };
  }

  /** A check of the scripted host. */
  static Checks check() {
    return Checks.host("mx.test");
  }

  /** Plays {@code script} to a probe of {@code check}; a mismatch fails with the transcript. */
  static Story of(String script, Checks check) {
    try (var mx = ScriptedSmtp.playing(script)) {
      return of(mx, check);
    }
  }

  static Story of(ScriptedSmtp mx, Checks check) {
    ProbeResult result = probe(mx.address(), check.check());
    return new Story(result, mx.awaitSessions(1, PATIENCE).getFirst());
  }

  static ProbeResult probe(InetSocketAddress remote, Check check) {
    return probe(remote, check, new OpenDialogues());
  }

  /** The one place that knows how a prober is built. */
  static ProbeResult probe(InetSocketAddress remote, Check check, OpenDialogues open) {
    return probe(new Prober(check, Optional.of("probe.test")), remote, open);
  }

  /** One dialogue for one check. */
  static ProbeResult probe(Prober prober, InetSocketAddress remote, OpenDialogues open) {
    return probe(prober, prober.terms("mx.test", remote), open);
  }

  /** The same on terms of its own. */
  static ProbeResult probe(Prober prober, Terms terms, OpenDialogues open) {
    Dialogue dialogue = new Dialogue(terms, open);
    Minutes minutes;
    try {
      minutes = dialogue.open() ? prober.ask(dialogue, Asking.FREELY) : prober.unasked();
    } finally {
      dialogue.close();
    }
    return prober.result(dialogue, minutes);
  }

  /** Outcome, reason, phase, up or down, how it was closed: {@code ok none rcpt up quit}. */
  static String told(ProbeResult result) {
    return "%s %s %s"
        .formatted(
            told(result.deciding()),
            result.up() ? "up" : "down",
            result.closing().map(Closing::label).orElse("-"));
  }

  static String told(Finding finding) {
    return "%s %s %s"
        .formatted(finding.outcome().label(), finding.reason().label(), finding.phase().label());
  }

  AbstractStringAssert<?> assertTold() {
    return assertThat(told(result)).as("%s", transcript());
  }

  /** All findings, in their order. */
  List<String> findings() {
    return result.findings().stream().map(Story::told).toList();
  }

  /** Each recipient's name, verdict and reason: {@code 1 accepted none}. */
  List<String> recipients() {
    return result.recipients().stream()
        .map(
            r ->
                String.join(" ", r.name(), r.verdict().label(), r.reason().label())
                    + (r.note().isEmpty() ? "" : " (" + r.note() + ")"))
        .toList();
  }

  /** The phases done, each with the code of its reply: {@code connect greeting=220}. */
  String phases() {
    return result.phases().stream()
        .map(p -> p.phase().label() + (p.code() == 0 ? "" : "=" + p.code()))
        .collect(Collectors.joining(" "));
  }

  /** The code of the reply that decides. */
  Optional<Integer> decidingCode() {
    return result.deciding().reply().map(reply -> reply.code());
  }

  /** Our side's transcript. */
  String transcript() {
    return result.transcript().stream()
        .map(Transcript.Line::toString)
        .collect(Collectors.joining("\n"));
  }

  static <E extends Enum<E>> E constant(Class<E> type, String label) {
    return Enum.valueOf(type, label.toUpperCase(Locale.ROOT));
  }
}
