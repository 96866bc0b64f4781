package mxping.history;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import mxping.check.Check;
import mxping.check.Checks;
import mxping.check.Family;
import mxping.probe.Closing;
import mxping.probe.Finding;
import mxping.probe.Outcome;
import mxping.probe.Phase;
import mxping.probe.ProbeResult;
import mxping.probe.Reason;
import mxping.run.Due;
import mxping.run.HostKey;
import mxping.run.HostResult;
import mxping.run.Judgement;
import mxping.run.Round;
import mxping.smtp.Capabilities;
import mxping.smtp.Reply;
import mxping.smtp.Transcript;

/** A history of one check, every minute and with 20 s for a probe, whose time the test holds. */
final class Watched {
  static final Instant START = Instant.parse("2026-11-22T12:00:00Z");
  static final Duration MINUTE = Duration.ofMinutes(1);
  static final Duration TIMEOUT = Duration.ofSeconds(20);

  final Check check = Checks.domain("example.test").timeout(TIMEOUT).check();
  private Duration passed = Duration.ZERO;
  private Duration clockSetBy = Duration.ZERO;
  private final History history = new History(this::now, () -> passed.toNanos());

  Watched() {
    history.add(check, due());
  }

  History history() {
    return history;
  }

  /** The wall clock. */
  Instant now() {
    return START.plus(passed).plus(clockSetBy);
  }

  Watched passes(Duration time) {
    passed = passed.plus(time);
    return this;
  }

  Watched setClock(Duration by) {
    clockSetBy = clockSetBy.plus(by);
    return this;
  }

  Due due() {
    return new Due(now(), now().plus(MINUTE), now().plus(MINUTE.multipliedBy(2)));
  }

  CheckState state() {
    return history.check("example.test").orElseThrow();
  }

  HostState host(String mx) {
    return state().hosts().stream().filter(h -> h.key().mx().equals(mx)).findFirst().orElseThrow();
  }

  /** The names of the hosts whose results are not stale. */
  List<String> fresh() {
    return state().hosts().stream()
        .filter(host -> host.fresh(history.now()).isPresent())
        .map(host -> host.key().mx())
        .toList();
  }

  /** What the check comes to: {@code ok none, 2 up}; empty where nothing is known. */
  String told() {
    return state().judgement(history.now()).map(Watched::told).orElse("");
  }

  private static String told(Judgement judgement) {
    Finding deciding = judgement.deciding();
    return "%s %s, %d up"
        .formatted(deciding.outcome().label(), deciding.reason().label(), judgement.hostsUp());
  }

  /** A round begins and ends at this moment. */
  Watched round(HostResult... hosts) {
    return done(List.of(hosts), true, List.of());
  }

  /** A round to which the DNS could not tell the hosts. */
  Watched dnsFails() {
    Finding finding = Finding.of(Phase.RESOLVE, Reason.DNS_FAILURE, "SERVFAIL");
    return done(List.of(), false, List.of(finding));
  }

  private Watched done(List<HostResult> hosts, boolean known, List<Finding> findings) {
    history.begins(check.name(), due());
    history.record(
        new Round.Completed(
            check,
            due(),
            now(),
            Optional.of(Duration.ofMillis(5)),
            hosts,
            known,
            List.of(),
            findings,
            Duration.ofSeconds(2)));
    return this;
  }

  /** A round that never began. */
  Watched skips(Reason reason, long rounds) {
    history.record(Round.Skipped.unbegun(check, due(), reason, rounds));
    return this;
  }

  /** A round that waited in vain for these hosts. */
  Watched throttled(HostResult... hosts) {
    history.begins(check.name(), due());
    history.record(
        new Round.Skipped(
            check, due(), Reason.THROTTLED_LOCALLY, 1, List.of(hosts), Duration.ofSeconds(60)));
    return this;
  }

  static HostResult well(String mx) {
    return host(mx, probed(List.of(), Closing.QUIT));
  }

  static HostResult down(String mx) {
    Finding lost = Finding.of(Phase.EHLO, Reason.CONNECTION_LOST, "closed");
    return host(mx, probed(List.of(lost), Closing.PEER));
  }

  static HostResult nowhere(String mx) {
    Finding none = Finding.of(Phase.RESOLVE, Reason.NO_ADDRESS, "no address");
    return host(mx, new HostResult.Unreached(none));
  }

  /** A host whose turn did not come, and that is known to be closed for so long. */
  static HostResult waits(String mx, Duration announced) {
    return host(mx, new HostResult.Unvisited(announced));
  }

  private static HostResult host(String mx, HostResult.Visit visit) {
    return new HostResult(new HostKey(mx, Family.ANY, ""), OptionalInt.of(10), visit);
  }

  /** A host that does well, with this one line for a transcript. */
  static HostResult saying(String mx, String line) {
    return host(
        mx,
        probed(
            List.of(),
            Closing.QUIT,
            List.of(new Transcript.Line(Duration.ZERO, Transcript.Side.SERVER, line))));
  }

  static List<Transcript.Line> transcript(HostResult.Visit visit) {
    return ((HostResult.Probed) visit).result().transcript();
  }

  private static HostResult.Probed probed(List<Finding> findings, Closing closing) {
    return probed(findings, closing, List.of());
  }

  private static HostResult.Probed probed(
      List<Finding> findings, Closing closing, List<Transcript.Line> transcript) {
    ProbeResult result =
        new ProbeResult(
            new InetSocketAddress("192.0.2.1", 25),
            Duration.ofMillis(300),
            List.of(),
            findings,
            Finding.of(Phase.EHLO, Reason.NONE, new Reply(250, List.of("mx"))),
            List.of(),
            Capabilities.NONE,
            Optional.empty(),
            Optional.of(closing),
            transcript);
    return new HostResult.Probed(result, List.of());
  }

  /** How often a host's probes ended so. */
  long probes(String mx, Outcome outcome) {
    return host(mx).probes().of(outcome);
  }
}
