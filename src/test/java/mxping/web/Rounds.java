package mxping.web;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import mxping.check.Cadence;
import mxping.check.Check;
import mxping.check.Dns;
import mxping.check.Expectations;
import mxping.check.Family;
import mxping.check.Target;
import mxping.check.Timeouts;
import mxping.check.Tls;
import mxping.check.Until;
import mxping.history.History;
import mxping.probe.Closing;
import mxping.probe.Finding;
import mxping.probe.Phase;
import mxping.probe.PhaseTime;
import mxping.probe.ProbeResult;
import mxping.probe.Reason;
import mxping.probe.RecipientResult;
import mxping.run.Due;
import mxping.run.HostKey;
import mxping.run.HostResult;
import mxping.run.Round;
import mxping.smtp.Capabilities;
import mxping.smtp.Reply;
import mxping.smtp.Transcript;

/** Checks and rounds made by hand. */
final class Rounds {
  static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  static final Due DUE = new Due(NOW, NOW.plusSeconds(60), NOW.plusSeconds(120));

  private Rounds() {}

  static Check check(String name) {
    return check(name, new Cadence.Every(Duration.ofSeconds(60)), Map.of());
  }

  static Check check(String name, Cadence cadence, Map<String, String> labels) {
    return new Check(
        name,
        new Target.Domain(name + ".example"),
        25,
        cadence,
        Duration.ofSeconds(45),
        Timeouts.DEFAULT,
        Dns.SYSTEM,
        Optional.empty(),
        Family.ANY,
        Check.Addresses.FIRST,
        Until.EHLO,
        Tls.DEFAULT,
        Optional.empty(),
        Optional.empty(),
        "",
        List.of(),
        false,
        Check.NullMx.FAILED,
        Expectations.NONE,
        labels,
        Optional.empty());
  }

  /**
   * Adds a check whose only host gave {@code reply} in {@code phase}, which means {@code reason}.
   */
  static void played(History history, String name, Reason reason, String reply) {
    Check check = check(name);
    history.add(check, DUE);
    history.begins(name, DUE);
    Finding finding = Finding.of(Phase.EHLO, reason, new Reply(250, List.of(reply)));
    history.record(round(check, List.of(host("mx1.example", probe(finding))), List.of()));
  }

  static Round.Completed round(Check check, List<HostResult> hosts, List<Finding> findings) {
    return new Round.Completed(
        check,
        DUE,
        NOW.plusMillis(1500),
        Optional.of(Duration.ofMillis(25)),
        hosts,
        true,
        List.of(),
        findings,
        Duration.ofMillis(500));
  }

  static HostResult host(String name, ProbeResult result, ProbeResult... others) {
    return new HostResult(
        new HostKey(name, Family.ANY, ""),
        OptionalInt.of(10),
        new HostResult.Probed(result, List.of(others)));
  }

  static ProbeResult probe(Finding finding) {
    return probe(finding, List.of(), Capabilities.NONE, List.of());
  }

  static ProbeResult probe(
      Finding finding,
      List<RecipientResult> recipients,
      Capabilities capabilities,
      List<Transcript.Line> transcript) {
    return new ProbeResult(
        new InetSocketAddress("192.0.2.25", 25),
        Duration.ofMillis(1250),
        List.of(
            new PhaseTime(Phase.CONNECT, Duration.ofMillis(250), 0),
            new PhaseTime(Phase.GREETING, Duration.ofMillis(1000), 220)),
        finding.reason() == Reason.NONE ? List.of() : List.of(finding),
        finding,
        recipients,
        capabilities,
        Optional.empty(),
        Optional.of(Closing.QUIT),
        transcript);
  }

  /** A connection that was refused at {@code address}. */
  static ProbeResult refused(String address) {
    Finding finding = Finding.of(Phase.CONNECT, Reason.CONNECT_REFUSED, "connection refused");
    return new ProbeResult(
        new InetSocketAddress(address, 25),
        Duration.ofMillis(1),
        List.of(),
        List.of(finding),
        finding,
        List.of(),
        Capabilities.NONE,
        Optional.empty(),
        Optional.empty(),
        List.of());
  }
}
