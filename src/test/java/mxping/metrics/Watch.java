package mxping.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import mxping.check.Check;
import mxping.history.History;
import mxping.probe.Finding;
import mxping.probe.Reason;
import mxping.run.Due;
import mxping.run.HostResult;
import mxping.run.Round;

/** An agent's history and metrics, with time in the hand of the test. */
final class Watch {
  static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

  private Duration passed = Duration.ZERO;
  final History history = new History(this::now, () -> passed.toNanos());
  final Metrics metrics;

  Watch() {
    this(Detail.FULL, Buckets.DEFAULT);
  }

  Watch(Detail detail, Buckets buckets) {
    metrics =
        new Metrics(
            history,
            new Metrics.BuildInfo("1.2.3", "abc123", "25.0.1"),
            new Metrics.Load(() -> 3, () -> 4),
            new Export(detail, buckets));
  }

  Instant now() {
    return START.plus(passed);
  }

  void passes(Duration time) {
    passed = passed.plus(time);
  }

  private Due due() {
    return new Due(now(), now().plusSeconds(60), now().plusSeconds(120));
  }

  void add(Check check) {
    history.add(check, due());
  }

  /** A round of {@code check} begins and ends at this moment, with these hosts. */
  void round(Check check, HostResult... hosts) {
    done(completed(check, List.of(hosts), true, List.of()));
  }

  /** A round without hosts, about which only this can be said. */
  void hostless(Check check, Finding finding, boolean hostsKnown) {
    done(completed(check, List.of(), hostsKnown, List.of(finding)));
  }

  void done(Round.Completed round) {
    history.begins(round.check().name(), round.due());
    history.record(round);
    metrics.observe(round);
  }

  void skips(Check check, Reason reason, long rounds) {
    history.record(Round.Skipped.unbegun(check, due(), reason, rounds));
  }

  Round.Completed completed(
      Check check, List<HostResult> hosts, boolean hostsKnown, List<Finding> findings) {
    return new Round.Completed(
        check,
        due(),
        now(),
        Optional.of(Duration.ofMillis(12)),
        hosts,
        hostsKnown,
        List.of(),
        findings,
        Duration.ofMillis(1500));
  }

  byte[] bytes(Exposition form) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      metrics.write(form, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** The text format. */
  String whole() {
    return new String(bytes(Exposition.TEXT), UTF_8);
  }

  /** What the text format says of us, without what it says of the JVM. */
  String text() {
    return Arrays.stream(whole().split("\n", -1))
        .filter(line -> line.contains("mxping_"))
        .map(line -> line + "\n")
        .collect(Collectors.joining());
  }

  /** The lines of the text format that begin with {@code start}. */
  List<String> lines(String start) {
    return text().lines().filter(line -> line.startsWith(start)).toList();
  }
}
