package mxping.pages;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import mxping.history.Sample;
import mxping.probe.Phase;
import mxping.probe.PhaseTime;

/**
 * How long a phase of the dialogue with a mail host takes.
 *
 * @param last in the last probe; empty where it did not come to that
 * @param code of its last reply; empty where it has none
 */
record PhaseRow(String phase, String last, String median, String slowest, String code) {

  /** Each phase that occurs in {@code rounds} or in the last probe. */
  static List<PhaseRow> of(List<Sample> rounds, List<PhaseTime> last) {
    Map<Phase, List<Duration>> all = new EnumMap<>(Phase.class);
    rounds.forEach(
        round ->
            round
                .phases()
                .forEach(
                    (phase, time) ->
                        all.computeIfAbsent(phase, fresh -> new ArrayList<>()).add(time)));
    Map<Phase, PhaseTime> latest = new EnumMap<>(Phase.class);
    last.forEach(time -> latest.put(time.phase(), time));
    return all.entrySet().stream()
        .map(one -> row(one.getKey(), one.getValue().stream().sorted().toList(), latest))
        .toList();
  }

  private static PhaseRow row(Phase phase, List<Duration> sorted, Map<Phase, PhaseTime> latest) {
    PhaseTime last = latest.get(phase);
    return new PhaseRow(
        phase.label(),
        last == null ? "" : Words.time(last.duration()),
        Words.time(sorted.get((sorted.size() - 1) / 2)),
        Words.time(sorted.getLast()),
        last == null || last.code() == 0 ? "" : "" + last.code());
  }
}
