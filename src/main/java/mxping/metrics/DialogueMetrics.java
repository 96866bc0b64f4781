package mxping.metrics;

import io.prometheus.metrics.model.snapshots.Labels;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import mxping.probe.Phase;
import mxping.probe.PhaseTime;
import mxping.probe.ProbeResult;
import mxping.probe.RecipientResult;
import mxping.probe.Verdict;

/**
 * The families about the last dialogue with a mail host: its phases, recipients and capabilities.
 * They make most of the series, and {@link Detail#LEAN} leaves them out.
 */
final class DialogueMetrics {
  private static final EnumLabels<Phase> PHASES =
      new EnumLabels<>("phase", Phase.class, Phase::label);

  static final List<Family<HostView>> ALL =
      List.of(
          family(
              "mxping_phase_seconds",
              "Duration of each phase that the last probe got through.",
              (probe, out) ->
                  eachPhase(
                      probe,
                      done -> out.add(PHASES.of(done.phase()), Seconds.of(done.duration())))),
          family(
              "mxping_reply_code",
              "The last reply code of each phase that the last probe got through.",
              (probe, out) ->
                  eachPhase(
                      probe,
                      done -> {
                        if (done.code() != 0) {
                          out.add(PHASES.of(done.phase()), done.code());
                        }
                      })),
          family(
              "mxping_rcpt_success",
              "Whether the mail host said of the recipient what the check expects.",
              (probe, out) ->
                  probe.recipients().stream()
                      .filter(rcpt -> rcpt.verdict() != Verdict.UNASKED)
                      .forEach(rcpt -> out.add(rcpt(rcpt), rcpt.success()))),
          family(
              "mxping_rcpt_reply_code",
              "The reply code to the recipient.",
              (probe, out) ->
                  probe
                      .recipients()
                      .forEach(
                          rcpt ->
                              rcpt.reply().ifPresent(reply -> out.add(rcpt(rcpt), reply.code())))),
          family(
              "mxping_rcpt_verdict_info",
              "What the mail host says about the recipient.",
              (probe, out) -> probe.recipients().forEach(rcpt -> out.inform(verdict(rcpt)))),
          family(
              "mxping_capability_info",
              "What the mail host offers in its reply to EHLO.",
              (probe, out) -> {
                for (Labels keyword : keywords(probe)) {
                  out.addFirst(keyword, 1);
                }
              }));

  private DialogueMetrics() {}

  private static Family<HostView> family(
      String name, String help, BiConsumer<ProbeResult, Series> values) {
    return new Family<>(
        name, help, (host, out) -> host.probed().ifPresent(probe -> values.accept(probe, out)));
  }

  private static Labels rcpt(RecipientResult rcpt) {
    return Labels.of("rcpt", rcpt.name());
  }

  private static Labels verdict(RecipientResult rcpt) {
    return Labels.of("rcpt", rcpt.name(), "verdict", rcpt.verdict().label());
  }

  private static void eachPhase(ProbeResult probe, Consumer<PhaseTime> to) {
    for (Phase phase : PHASES.values()) {
      for (PhaseTime done : probe.phases()) {
        if (done.phase() == phase) {
          to.accept(done);
        }
      }
    }
  }

  private static Set<Labels> keywords(ProbeResult probe) {
    Set<Labels> labels = new HashSet<>();
    for (String keyword : probe.capabilities().keywords()) {
      labels.add(Keywords.label(keyword));
    }
    return labels;
  }
}
