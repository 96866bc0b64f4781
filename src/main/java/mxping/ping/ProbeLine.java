package mxping.ping;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import mxping.check.IpText;
import mxping.probe.Finding;
import mxping.probe.Phase;
import mxping.probe.ProbeResult;
import mxping.probe.Reason;
import mxping.probe.TlsResult;
import mxping.probe.Verdict;
import mxping.smtp.Printable;

/** One probe as one line for people. */
record ProbeLine(Paint paint) {

  /** Which host, the verdict, the deciding reply, the time and that of each phase. */
  String of(Probe probe) {
    Finding deciding = probe.deciding();
    List<String> parts = new ArrayList<>();
    parts.add(paint.outcome(deciding.outcome(), verdict(probe)));
    parts.add(Printable.of(said(deciding)));
    tls(probe).ifPresent(parts::add);
    others(probe).ifPresent(parts::add);
    probe.duration().map(ProbeLine::millis).ifPresent(parts::add);
    String host = probe.host().name();
    String where = probe.remote().map(remote -> " " + IpText.of(remote)).orElse("");
    return "seq=%d %s%s: %s%s"
        .formatted(
            probe.sequence(),
            Printable.of(host),
            where,
            String.join(", ", parts),
            paint.faint(phases(probe)));
  }

  /** What the host says of the recipient or, where nobody was asked for, how the probe ended. */
  private static String verdict(Probe probe) {
    Finding deciding = probe.deciding();
    Optional<String> verdict =
        probe.verdict().filter(said -> said != Verdict.UNASKED).map(Verdict::label);
    if (deciding.reason() == Reason.NONE) {
      return verdict.orElse(deciding.outcome().label());
    }
    String why = deciding.outcome().label() + " " + deciding.reason().label();
    return verdict.map(said -> said + ", " + why).orElse(why);
  }

  /** The deciding reply; of EHLO, which lists capabilities behind it, the first line. */
  private static String said(Finding deciding) {
    return deciding.phase() == Phase.EHLO
        ? deciding
            .reply()
            .map(reply -> reply.code() + " " + reply.lines().getFirst())
            .orElse(deciding.detail())
        : deciding.detail();
  }

  private static Optional<String> tls(Probe probe) {
    return probe
        .dialogue()
        .flatMap(ProbeResult::tls)
        .filter(TlsResult::used)
        .flatMap(tls -> tls.facts().version());
  }

  private static Optional<String> others(Probe probe) {
    String tried =
        probe.others().stream()
            .map(
                other ->
                    IpText.of(other.remote().getAddress())
                        + " "
                        + other.deciding().reason().label())
            .collect(Collectors.joining(", "));
    return tried.isEmpty() ? Optional.empty() : Optional.of("after " + tried);
  }

  private static String phases(Probe probe) {
    return probe.phases().stream()
        .map(phase -> phase.phase().label() + " " + number(phase.duration()))
        .collect(Collectors.joining(", ", " (", ")"));
  }

  /** Milliseconds with a tenth. */
  static String millis(Duration duration) {
    return number(duration) + " ms";
  }

  private static String number(Duration duration) {
    return String.format(Locale.ROOT, "%.1f", duration.toNanos() / 1e6);
  }
}
