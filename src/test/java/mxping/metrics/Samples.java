package mxping.metrics;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Arrays;
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
import mxping.probe.Closing;
import mxping.probe.Finding;
import mxping.probe.Phase;
import mxping.probe.PhaseTime;
import mxping.probe.ProbeResult;
import mxping.probe.Reason;
import mxping.probe.RecipientResult;
import mxping.probe.TlsResult;
import mxping.run.HostKey;
import mxping.run.HostResult;
import mxping.smtp.Capabilities;
import mxping.smtp.Reply;
import mxping.smtp.Transcript;

/** Checks and results to look at. */
final class Samples {
  private Samples() {}

  /** A check of the domain {@code name}, every minute, with 45 s for a probe. */
  static Check check(String name) {
    return check(name, Map.of());
  }

  static Check check(String name, Map<String, String> labels) {
    return check(name, labels, new Cadence.Every(Duration.ofMinutes(1)));
  }

  static Check cron(String name) {
    return check(name, Map.of(), new Cadence.Cron("0 0/10 * * * ?", ZoneOffset.UTC));
  }

  private static Check check(String name, Map<String, String> labels, Cadence cadence) {
    return new Check(
        name,
        new Target.Domain(name),
        25,
        cadence,
        Duration.ofSeconds(45),
        Timeouts.DEFAULT,
        Dns.SYSTEM,
        Optional.empty(),
        Family.ANY,
        Check.Addresses.FIRST,
        Until.RCPT,
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

  static Reply reply(int code, String... lines) {
    return new Reply(code, List.of(lines));
  }

  static HostResult host(String mx, HostResult.Visit visit) {
    return host(mx, Family.ANY, visit);
  }

  static HostResult host(String mx, Family family, HostResult.Visit visit) {
    return new HostResult(new HostKey(mx, family, ""), OptionalInt.of(10), visit);
  }

  /** A probe to which all went well, up to the EHLO. */
  static HostResult.Probed well() {
    return probed(List.of(), Capabilities.NONE);
  }

  /** A probe in which {@code findings} were made, of a host that offers {@code ehlo}. */
  static HostResult.Probed probed(
      List<Finding> findings, Capabilities capabilities, RecipientResult... recipients) {
    ProbeResult result =
        new ProbeResult(
            new InetSocketAddress("192.0.2.1", 25),
            Duration.ofMillis(300),
            List.of(
                new PhaseTime(Phase.CONNECT, Duration.ofMillis(20), 0),
                new PhaseTime(Phase.GREETING, Duration.ofMillis(250), 220),
                new PhaseTime(Phase.EHLO, Duration.ofMillis(30), 250)),
            findings,
            Finding.of(Phase.EHLO, Reason.NONE, reply(250, "mx.test")),
            Arrays.asList(recipients),
            capabilities,
            Optional.empty(),
            Optional.of(Closing.QUIT),
            List.of());
    return new HostResult.Probed(result, List.of());
  }

  /** The same probe, which found this out about TLS besides. */
  static HostResult.Probed withTls(HostResult.Probed probed, TlsResult tls) {
    return with(probed, Optional.of(tls), probed.result().transcript());
  }

  /** The same probe, which was said and heard like this. */
  static HostResult.Probed withDialogue(HostResult.Probed probed, List<Transcript.Line> dialogue) {
    return with(probed, probed.result().tls(), dialogue);
  }

  private static HostResult.Probed with(
      HostResult.Probed probed, Optional<TlsResult> tls, List<Transcript.Line> dialogue) {
    ProbeResult result = probed.result();
    return new HostResult.Probed(
        new ProbeResult(
            result.remote(),
            result.duration(),
            result.phases(),
            result.findings(),
            result.lastAsked(),
            result.recipients(),
            result.capabilities(),
            tls,
            result.closing(),
            dialogue),
        probed.others());
  }

  static HostResult.Unreached unreached() {
    return new HostResult.Unreached(
        Finding.of(Phase.RESOLVE, Reason.NO_ADDRESS, "no address of it"));
  }

  static Capabilities offers(String... lines) {
    String[] all = new String[lines.length + 1];
    all[0] = "mx.test";
    System.arraycopy(lines, 0, all, 1, lines.length);
    return Capabilities.of(reply(250, all));
  }
}
