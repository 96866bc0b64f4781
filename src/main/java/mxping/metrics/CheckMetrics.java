package mxping.metrics;

import io.prometheus.metrics.model.snapshots.Labels;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import mxping.check.Check;
import mxping.history.Tally;
import mxping.probe.Finding;
import mxping.probe.Reason;
import mxping.run.Disparity;
import mxping.run.Round;

/** The families about a check, labelled {@code check}. */
final class CheckMetrics {
  private static final EnumLabels<Reason> REASONS =
      new EnumLabels<>("reason", Reason.class, Reason::label);
  private static final EnumLabels<Disparity.Aspect> ASPECTS =
      new EnumLabels<>("aspect", Disparity.Aspect.class, Disparity.Aspect::label);
  private static final Set<Reason> SKIPPING =
      EnumSet.of(Reason.THROTTLED_LOCALLY, Reason.OVERLAPPED, Reason.MISSED);
  private static final String[] RESULT = {"fault", "outcome", "phase", "reason"};

  /** What a check has from its first moment on. */
  private static final List<Family<CheckView>> ALWAYS =
      List.of(
          new Family<>(
              "mxping_check_info",
              "What the check probes, and its own labels.",
              (check, out) -> out.inform(about(check.check()))),
          new Family<>(
              "mxping_check_interval_seconds",
              "From one round to the next.",
              (check, out) -> out.add(Seconds.of(check.interval()))),
          new Family<>(
              "mxping_check_next_round_timestamp_seconds",
              "When the next round is planned.",
              (check, out) -> out.add(Seconds.at(check.state().nextRound()))),
          new Family<>(
              "mxping_rounds_total",
              "Rounds carried out.",
              (check, out) -> out.add(check.state().rounds())),
          new Family<>(
              "mxping_rounds_skipped_total",
              "Rounds not carried out, by reason.",
              CheckMetrics::skipped),
          new Family<>(
              "mxping_failures_total",
              "Results of hosts and of whole rounds other than ok, by reason.",
              (check, out) ->
                  check
                      .state()
                      .failures()
                      .counts()
                      .forEach((reason, count) -> out.add(REASONS.of(reason), count))),
          new Family<>(
              "mxping_throttled_seconds_total",
              "How long probes waited for their turns, all together.",
              (check, out) -> out.add(Seconds.of(check.state().throttled()))));

  /** What only a round can tell. */
  private static final List<Family<CheckView>> OF_ROUND =
      List.of(
          ofRound(
              "mxping_check_up",
              "Whether at least one mail host of the check is up.",
              (check, fresh, out) -> out.add(fresh.judgement().up())),
          ofRound(
              "mxping_check_success",
              "Whether at least one mail host of the check succeeded.",
              (check, fresh, out) -> out.add(fresh.judgement().success())),
          ofRound(
              "mxping_check_result_info",
              "What the last round came to: what no single host can say, else its best host.",
              (check, fresh, out) -> out.inform(result(fresh.judgement().deciding()))),
          ofRound(
              "mxping_check_hosts",
              "Mail hosts of the check; those last known where the DNS could not tell.",
              (check, fresh, out) -> out.add(check.hostNames().size())),
          ofRound(
              "mxping_check_hosts_up",
              "Mail hosts of the check that are up.",
              (check, fresh, out) -> out.add(fresh.judgement().hostsUp())),
          ofRound(
              "mxping_mx_preference",
              "Preference of the MX record that names the mail host.",
              (check, fresh, out) -> preferences(check, out)),
          ofRound(
              "mxping_mx_disparity",
              "Whether the mail hosts of the check disagree, by aspect.",
              (check, fresh, out) -> disparities(fresh.round(), out)),
          ofRound(
              "mxping_resolve_seconds",
              "Duration of the last round's look-ups.",
              (check, fresh, out) ->
                  fresh.round().resolved().ifPresent(took -> out.add(Seconds.of(took)))),
          ofRound(
              "mxping_resolve_success",
              "Whether every look-up of the last round led to an answer that can be used.",
              (check, fresh, out) ->
                  fresh
                      .round()
                      .resolved()
                      .ifPresent(took -> out.add(CheckView.resolved(fresh.round())))));

  private CheckMetrics() {}

  static List<Family<CheckView>> all() {
    return List.of(ALWAYS, OF_ROUND).stream().flatMap(List::stream).toList();
  }

  private interface RoundValues {
    void of(CheckView check, CheckView.Fresh fresh, Series out);
  }

  private static Family<CheckView> ofRound(String name, String help, RoundValues values) {
    return new Family<>(
        name, help, (check, out) -> check.fresh().ifPresent(fresh -> values.of(check, fresh, out)));
  }

  private static void disparities(Round.Completed round, Series out) {
    if (round.hosts().size() > 1) {
      Set<Disparity.Aspect> found = EnumSet.noneOf(Disparity.Aspect.class);
      round.disparities().forEach(disparity -> found.add(disparity.aspect()));
      for (Disparity.Aspect aspect : ASPECTS.values()) {
        out.addFirst(ASPECTS.of(aspect), found.contains(aspect) ? 1 : 0);
      }
    }
  }

  private static Labels about(Check check) {
    TreeMap<String, String> labels = new TreeMap<>(check.labels());
    labels.put("target", check.target().text());
    return Labels.of(List.copyOf(labels.keySet()), List.copyOf(labels.values()));
  }

  private static void skipped(CheckView check, Series out) {
    Tally<Reason> skipped = check.state().skipped();
    for (Reason reason : REASONS.values()) {
      if (SKIPPING.contains(reason) || skipped.counts().containsKey(reason)) {
        out.add(REASONS.of(reason), skipped.of(reason));
      }
    }
  }

  private static Labels result(Finding finding) {
    return Labels.of(
        RESULT,
        new String[] {
          finding.reason().fault().label(),
          finding.outcome().label(),
          finding.phase().label(),
          finding.reason().label()
        });
  }

  /** A host stands here once, however many of its families and addresses are probed. */
  private static void preferences(CheckView check, Series out) {
    Set<String> seen = new TreeSet<>();
    for (HostView host : check.hosts()) {
      String mx = host.state().key().mx();
      host.state()
          .preference()
          .ifPresent(
              preference -> {
                if (seen.add(mx)) {
                  out.add(Labels.of("mx", mx), preference);
                }
              });
    }
  }
}
