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
import mxping.check.Until;
import mxping.smtp.Capabilities;
import mxping.smtp.Deadline;
import mxping.smtp.Reply;

/**
 * Holds the dialogues of one check and judges them. Immutable; {@link #probe} blocks for as long as
 * the check's timeout at most, and is meant for a virtual thread of its own.
 */
public final class Prober {
  private final Check check;
  private final Optional<String> machineName;
  private final OpenDialogues open;
  private final Optional<Pattern> greeting;

  /**
   * @param machineName the name of this machine, presented where the check names no other
   * @param open told of each dialogue while it goes on
   */
  public Prober(Check check, Optional<String> machineName, OpenDialogues open) {
    this.check = check;
    this.machineName = machineName;
    this.open = open;
    this.greeting = check.expect().greeting().map(Pattern::compile);
  }

  /**
   * Speaks to one address of a mail host.
   *
   * @param connectLimit bound of the TCP handshake
   * @param deadline bound of everything
   */
  public ProbeResult probe(InetSocketAddress remote, Duration connectLimit, Deadline deadline) {
    long began = System.nanoTime();
    Dialogue dialogue = new Dialogue(Terms.of(check, remote, machineName), deadline);
    Minutes own;
    open.began(dialogue);
    try {
      boolean opened = dialogue.open(connectLimit);
      own = opened ? Transactions.ask(dialogue, check) : Transactions.unasked(check);
    } finally {
      dialogue.close();
      open.ended(dialogue);
    }
    return result(dialogue, own, Duration.ofNanos(System.nanoTime() - began));
  }

  private ProbeResult result(Dialogue dialogue, Minutes own, Duration duration) {
    List<Finding> findings = new ArrayList<>(mismatch(dialogue.greeting()));
    findings.addAll(dialogue.opening().findings());
    if (dialogue.opening().isCompleted() && check.until().reaches(Until.EHLO)) {
      findings.addAll(capabilities(check.expect(), dialogue.capabilities()));
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
    return new ProbeResult(
        dialogue.terms().remote(),
        duration,
        phases,
        findings,
        own.lastAsked().or(dialogue.opening()::lastAsked).orElse(CONNECTED),
        own.recipients(),
        dialogue.capabilities(),
        dialogue.closing(),
        dialogue.transcript());
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

  private static List<Finding> capabilities(Expectations expect, Capabilities offered) {
    List<Finding> findings = new ArrayList<>();
    for (String keyword : new TreeSet<>(expect.capabilities())) {
      if (!offered.offers(keyword)) {
        findings.add(Finding.of(Phase.EHLO, Reason.CAPABILITY_MISSING, keyword + " not offered"));
      }
    }
    for (String keyword : new TreeSet<>(expect.forbidden())) {
      if (offered.offers(keyword)) {
        findings.add(Finding.of(Phase.EHLO, Reason.CAPABILITY_FORBIDDEN, keyword + " offered"));
      }
    }
    return findings;
  }
}
