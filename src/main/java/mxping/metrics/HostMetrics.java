package mxping.metrics;

import io.prometheus.metrics.model.snapshots.Labels;
import java.util.List;
import java.util.Optional;
import mxping.probe.Closing;
import mxping.probe.EnhancedCodes;
import mxping.probe.Finding;
import mxping.probe.Outcome;
import mxping.probe.ProbeResult;
import mxping.probe.TlsResult;
import mxping.smtp.Reply;
import mxping.smtp.TlsFacts;

/** The families about a mail host as such, labelled {@code check mx family address}. */
final class HostMetrics {
  private static final EnumLabels<Outcome> OUTCOMES =
      new EnumLabels<>("outcome", Outcome.class, Outcome::label);
  private static final EnumLabels<Closing> CLOSINGS =
      new EnumLabels<>("how", Closing.class, Closing::label);
  private static final String[] RESULT = {
    "code", "enhanced", "fault", "outcome", "phase", "reason"
  };

  static final List<Family<HostView>> ALL =
      List.of(
          new Family<>(
              "mxping_up",
              "Whether the mail host spoke correct SMTP as far as the last probe went.",
              (host, out) -> host.fresh().ifPresent(visit -> out.add(visit.up()))),
          new Family<>(
              "mxping_success",
              "Whether the outcome of the last probe was ok or degraded.",
              (host, out) ->
                  host.fresh().ifPresent(visit -> out.add(visit.deciding().outcome().success()))),
          new Family<>(
              "mxping_result_info",
              "What the last probe came to, with the codes of the reply that decided.",
              (host, out) -> host.fresh().ifPresent(visit -> out.inform(result(visit.deciding())))),
          new Family<>(
              "mxping_duration_seconds",
              "Duration of the last probe, from connecting to its end.",
              (host, out) ->
                  host.probed().ifPresent(probe -> out.add(Seconds.of(probe.duration())))),
          new Family<>(
              "mxping_size_limit_bytes",
              "The largest message that the mail host takes, as its SIZE says (RFC 1870).",
              (host, out) ->
                  host.probed()
                      .ifPresent(probe -> probe.capabilities().sizeLimit().ifPresent(out::add))),
          new Family<>(
              "mxping_tls_info",
              "Protocol version and cipher suite of the last probe, where it was encrypted.",
              (host, out) ->
                  tls(host).filter(TlsResult::used).ifPresent(tls -> info(tls.facts(), out))),
          new Family<>(
              "mxping_tls_verified",
              "Whether chain and name of the certificate held, where one was seen.",
              (host, out) ->
                  tls(host)
                      .map(TlsResult::facts)
                      .filter(facts -> !facts.chain().isEmpty())
                      .ifPresent(facts -> out.add(facts.verified()))),
          new Family<>(
              "mxping_tls_certificate_not_after_timestamp_seconds",
              "The earliest end of validity among the certificates sent.",
              (host, out) ->
                  tls(host)
                      .flatMap(tls -> tls.facts().notAfter())
                      .ifPresent(end -> out.add(Seconds.at(end)))),
          new Family<>(
              "mxping_last_probe_timestamp_seconds",
              "When the last probe ended.",
              (host, out) -> host.state().probed().ifPresent(at -> out.add(Seconds.at(at)))),
          new Family<>(
              "mxping_last_success_timestamp_seconds",
              "When a probe last ended with success.",
              (host, out) -> host.state().succeeded().ifPresent(at -> out.add(Seconds.at(at)))),
          new Family<>(
              "mxping_probes_total",
              "Probes by outcome; those that did not come about are skipped ones.",
              (host, out) -> {
                for (Outcome outcome : OUTCOMES.values()) {
                  out.add(OUTCOMES.of(outcome), host.state().probes().of(outcome));
                }
              }),
          new Family<>(
              "mxping_sessions_closed_total",
              "SMTP sessions by how they ended.",
              (host, out) -> {
                for (Closing how : CLOSINGS.values()) {
                  out.add(CLOSINGS.of(how), host.state().closed().of(how));
                }
              }));

  private HostMetrics() {}

  private static Optional<TlsResult> tls(HostView host) {
    return host.probed().flatMap(ProbeResult::tls);
  }

  private static void info(TlsFacts facts, Series out) {
    out.inform(
        Labels.of("cipher", facts.cipher().orElse(""), "version", facts.version().orElse("")));
  }

  private static Labels result(Finding finding) {
    String code = finding.reply().map(reply -> Integer.toString(reply.code())).orElse("");
    String enhanced = finding.reply().flatMap(Reply::enhanced).map(EnhancedCodes::label).orElse("");
    return Labels.of(
        RESULT,
        new String[] {
          code,
          enhanced,
          finding.reason().fault().label(),
          finding.outcome().label(),
          finding.phase().label(),
          finding.reason().label()
        });
  }
}
