package mxping.probe;

import com.google.re2j.Pattern;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import mxping.check.Check;
import mxping.check.Expectations;
import mxping.check.Tls;
import mxping.check.Until;
import mxping.smtp.Capabilities;
import mxping.smtp.Reply;

/**
 * What one check asks of a mail host in a dialogue, and how it judges the answers. A dialogue may
 * serve several checks on equal terms: each asks in turn, and is judged by the shared phases and
 * its own transactions. Immutable.
 */
public final class Prober {
  private final Check check;
  private final Optional<String> machineName;
  private final Optional<Pattern> greeting;
  private final Tls tls;

  /**
   * @param machineName the name of this machine, presented where the check names no other
   */
  public Prober(Check check, Optional<String> machineName) {
    this.check = check;
    this.machineName = machineName;
    this.tls = TlsTerms.shared(check.tls());
    this.greeting = check.expect().greeting().map(Pattern::compile);
  }

  /**
   * The terms on which the check speaks to {@code remote}, an address of the mail host {@code mx}.
   */
  public Terms terms(String mx, InetSocketAddress remote) {
    return Terms.of(check, tls, mx, remote, machineName);
  }

  /** How many transactions the check asks for at most. */
  public int transactions() {
    return Math.max(
        check.recipients().size() + (check.catchAll() ? 1 : 0),
        check.until().reaches(Until.MAIL) ? 1 : 0);
  }

  /** Asks what the check wants to know, in a dialogue that was opened and goes on; blocking. */
  public Minutes ask(Dialogue dialogue, Asking asking) {
    long began = System.nanoTime();
    Minutes own = Transactions.ask(dialogue, check, asking);
    own.took(System.nanoTime() - began);
    return own;
  }

  /** The minutes of a dialogue that never came as far as the check's questions. */
  public Minutes unasked() {
    return Transactions.unasked(check);
  }

  /** What a dialogue that was closed, and the check's own part in it, say about the host. */
  public ProbeResult result(Dialogue dialogue, Minutes own) {
    Duration duration =
        dialogue.opening().duration().plus(own.duration()).plus(dialogue.ending().duration());
    List<Finding> findings = new ArrayList<>(mismatch(dialogue.greeting()));
    findings.addAll(dialogue.opening().findings());
    if (dialogue.opening().isCompleted() && check.until().reaches(Until.EHLO)) {
      findings.addAll(capabilities(check.expect(), dialogue));
    }
    findings.addAll(own.findings());
    if (own.isCompleted()) {
      findings.addAll(dialogue.ending().findings());
    }
    List<PhaseTime> phases = new ArrayList<>(dialogue.opening().phases());
    phases.addAll(own.phases());
    phases.addAll(dialogue.ending().phases());
    boolean late =
        check.expect().within().filter(limit -> duration.compareTo(limit) > 0).isPresent();
    if (late && own.isCompleted()) {
      findings.add(slow(phases, duration));
    }
    ProbeResult result =
        new ProbeResult(
            dialogue.terms().remote(),
            duration,
            phases,
            findings,
            own.lastAsked().or(dialogue.opening()::lastAsked).orElse(CONNECTED),
            own.recipients(),
            dialogue.capabilities(),
            dialogue.encryption().result(),
            dialogue.closing(),
            dialogue.transcript());
    return dialogue.redaction().of(result);
  }

  private static final Finding CONNECTED = Finding.of(Phase.CONNECT, Reason.NONE, "connected");

  private static Finding slow(List<PhaseTime> phases, Duration duration) {
    Phase slowest =
        phases.stream()
            .max(Comparator.comparing(PhaseTime::duration))
            .map(PhaseTime::phase)
            .orElse(Phase.CONNECT);
    return Finding.of(slowest, Reason.SLOW, "took " + duration.toMillis() + " ms");
  }

  /** What the greeting shows other than the check expects; a refusal is no greeting to look at. */
  private List<Finding> mismatch(Optional<Reply> said) {
    return said
        .filter(Reply::positive)
        .filter(reply -> greeting.isPresent() && !greeting.get().matcher(reply.text()).find())
        .map(reply -> Finding.of(Phase.GREETING, Reason.GREETING_MISMATCH, reply))
        .stream()
        .toList();
  }

  /** What must be offered is looked for after TLS, what must not before it. */
  private static List<Finding> capabilities(Expectations expect, Dialogue dialogue) {
    Capabilities offered = dialogue.capabilities();
    Capabilities before = dialogue.encryption().offeredBefore();
    List<Finding> findings = new ArrayList<>();
    for (String keyword : new TreeSet<>(expect.capabilities())) {
      if (!offered.offers(keyword)) {
        findings.add(Finding.of(Phase.EHLO, Reason.CAPABILITY_MISSING, keyword + " not offered"));
      }
    }
    for (String keyword : new TreeSet<>(expect.forbidden())) {
      if (before.offers(keyword)) {
        findings.add(Finding.of(Phase.EHLO, Reason.CAPABILITY_FORBIDDEN, keyword + " offered"));
      }
    }
    return findings;
  }
}
