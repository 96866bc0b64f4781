package mxping.run;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import mxping.check.Check;
import mxping.check.Checks;
import mxping.check.Manners;
import mxping.check.Network;
import mxping.courtesy.Lanes;
import mxping.probe.Finding;
import mxping.probe.OpenDialogues;
import mxping.scripted.ScriptedSmtp;
import mxping.zone.ScriptedDns;

/** Rounds as tests fire them, and what came of them in a few words. */
final class Rounds {
  static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  static final Due DUE = new Due(NOW, NOW.plusSeconds(60), NOW.plusSeconds(120));
  static final Duration PATIENCE = Duration.ofSeconds(20);

  /** A host that takes everything, and one that is about to close. */
  static final String GOOD = "S: 220 mx\nC: EHLO probe.test\nS: 250 mx\nC: QUIT\nS: 221 bye";

  static final String BUSY = "S: 421 4.3.2 try another\nC: QUIT\nS: 221 bye";

  /** At home on loopback. */
  private static final Manners MANNERS =
      new Manners(
          Duration.ofSeconds(2),
          4,
          List.of(new Network(InetAddress.ofLiteral("127.0.0.0"), 8)),
          100);

  private Rounds() {}

  /** The one place that knows how a run is built. */
  static CheckRun run(Check check, InetSocketAddress self) {
    return new CheckRun(
        check,
        new Surroundings(
            Optional.of("probe.test"), self, new Lanes(MANNERS, new OpenDialogues()), fixed()));
  }

  static CheckRun run(Check check) {
    return run(check, new InetSocketAddress(InetAddress.getLoopbackAddress(), 1));
  }

  private static InstantSource fixed() {
    return InstantSource.fixed(NOW.plusSeconds(1));
  }

  /** One round in this zone. */
  static Round.Completed of(String zone, Checks check) {
    try (var dns = ScriptedDns.serving(zone)) {
      return completed(run(check.dns(dns.address(), Duration.ofSeconds(5)).check()));
    }
  }

  static Round.Completed completed(CheckRun run) {
    return (Round.Completed) run.fire(DUE);
  }

  /** A mail host at this address, at the port of {@code beside}. */
  static ScriptedSmtp beside(ScriptedSmtp beside, String address, String script) {
    return ScriptedSmtp.on(address, beside.port()).playing(script);
  }

  /** Each host: {@code mx1.test 10: ok none ehlo up}. */
  static List<String> hosts(Round.Completed round) {
    return round.hosts().stream().map(Rounds::told).toList();
  }

  private static String told(HostResult host) {
    HostKey key = host.key();
    return key.mx()
        + (host.preference().isPresent() ? " " + host.preference().getAsInt() : "")
        + (key.address().isEmpty() ? "" : " " + key.address())
        + ": "
        + told(host.visit().deciding())
        + (host.visit().up() ? " up" : " down");
  }

  static String told(Finding finding) {
    return "%s %s %s"
        .formatted(finding.outcome().label(), finding.reason().label(), finding.phase().label());
  }

  /** What is said of the round itself, in its order. */
  static String findings(Round.Completed round) {
    return round.findings().stream().map(Rounds::told).collect(Collectors.joining(", "));
  }

  /** What decides, then up and success: {@code ok none ehlo, up, success}. */
  static String told(Round.Completed round) {
    return told(round.deciding())
        + (round.judgement().up() ? ", up" : ", down")
        + (round.judgement().success() ? ", success" : ", no success");
  }
}
