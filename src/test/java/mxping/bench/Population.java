package mxping.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import mxping.check.Check;
import mxping.check.Checks;
import mxping.check.Family;
import mxping.history.History;
import mxping.metrics.Buckets;
import mxping.metrics.Detail;
import mxping.metrics.Export;
import mxping.metrics.Exposition;
import mxping.metrics.Metrics;
import mxping.probe.Closing;
import mxping.probe.Finding;
import mxping.probe.Phase;
import mxping.probe.PhaseTime;
import mxping.probe.ProbeResult;
import mxping.probe.Reason;
import mxping.probe.RecipientResult;
import mxping.probe.Verdict;
import mxping.run.Due;
import mxping.run.HostKey;
import mxping.run.HostResult;
import mxping.run.Round;
import mxping.smtp.Capabilities;
import mxping.smtp.Reply;

/** Metrics of an agent whose checks have all had a round, with two mail hosts that do well. */
final class Population {
  private static final Reply EHLO =
      new Reply(
          250,
          List.of(
              "mx.test",
              "PIPELINING",
              "SIZE 10240000",
              "STARTTLS",
              "ENHANCEDSTATUSCODES",
              "8BITMIME",
              "DSN",
              "SMTPUTF8",
              "CHUNKING"));
  private static final Reply OK = new Reply(250, List.of("2.1.5 Ok"));

  private Population() {}

  static Metrics of(int checks, Detail detail) throws IOException {
    History history = new History(InstantSource.system(), System::nanoTime);
    Metrics metrics =
        new Metrics(
            history,
            new Metrics.BuildInfo("1", "1", "25"),
            new Metrics.Load(() -> 0, () -> 0),
            new Export(detail, Buckets.DEFAULT));
    // what protobuf alone has room for is observed from its first scrape on
    metrics.write(Exposition.PROTOBUF, OutputStream.nullOutputStream());
    for (int i = 0; i < checks; i++) {
      Check check = Checks.domain("check-%05d.example.test".formatted(i)).check();
      Round.Completed round = round(check);
      history.add(check, round.due());
      history.begins(check.name(), round.due());
      history.record(round);
      metrics.observe(round);
    }
    return metrics;
  }

  private static Round.Completed round(Check check) {
    Instant now = Instant.now();
    Due due = new Due(now, now.plusSeconds(600), now.plusSeconds(1200));
    return new Round.Completed(
        check,
        due,
        now,
        Optional.of(Duration.ofMillis(2)),
        List.of(host(check, "mx1"), host(check, "mx2")),
        true,
        List.of(),
        List.of(),
        Duration.ZERO);
  }

  private static HostResult host(Check check, String mx) {
    HostKey key = new HostKey(mx + "." + check.name(), Family.ANY, "");
    return new HostResult(key, OptionalInt.of(10), new HostResult.Probed(result(), List.of()));
  }

  private static ProbeResult result() {
    return new ProbeResult(
        new InetSocketAddress("192.0.2.1", 25),
        Duration.ofMillis(300),
        List.of(
            new PhaseTime(Phase.CONNECT, Duration.ofMillis(20), 0),
            new PhaseTime(Phase.GREETING, Duration.ofMillis(150), 220),
            new PhaseTime(Phase.EHLO, Duration.ofMillis(30), 250),
            new PhaseTime(Phase.MAIL, Duration.ofMillis(20), 250),
            new PhaseTime(Phase.RCPT, Duration.ofMillis(40), 250),
            new PhaseTime(Phase.RSET, Duration.ofMillis(20), 250),
            new PhaseTime(Phase.QUIT, Duration.ofMillis(20), 221)),
        List.of(),
        Finding.of(Phase.RCPT, Reason.NONE, OK),
        List.of(new RecipientResult("1", Verdict.ACCEPTED, Reason.NONE, Optional.of(OK), "")),
        Capabilities.of(EHLO),
        Optional.empty(),
        Optional.of(Closing.QUIT),
        List.of());
  }
}
