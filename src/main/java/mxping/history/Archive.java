package mxping.history;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import mxping.run.HostKey;
import mxping.run.HostResult;
import mxping.run.Round;

/**
 * Puts what rounds found out into the past of checks and mail hosts, within the room that all
 * transcripts share. Thread-safe.
 */
record Archive(Transcripts transcripts) {

  /** The same round without its transcripts, which are here. */
  static Round.Completed withoutTranscripts(Round.Completed round) {
    return round.showing(round.hosts().stream().map(HostResult::withoutTranscripts).toList());
  }

  /** A round was carried out that led from {@code before} to {@code after}. */
  void add(Round.Completed round, CheckState before, CheckState after) {
    after
        .deciding()
        .ifPresent(deciding -> after.past().add(Sample.of(round.ended(), deciding, round.hosts())));
    round.hosts().forEach(host -> add(host, round.ended(), after));
    leave(before.hosts(), after.hosts());
  }

  private void add(HostResult result, Instant ended, CheckState check) {
    HostState host = check.host(result.key()).orElseThrow();
    HostResult.Visit shown = result.visited() ? host.last().orElse(result.visit()) : result.visit();
    host.past().add(Sample.of(ended, shown));
    if (result.visit() instanceof HostResult.Probed probed) {
      KeptDialogue dialogue =
          new KeptDialogue(ended, shown.deciding(), probed.result().transcript());
      host.past().keep(dialogue, transcripts);
    }
  }

  private void leave(List<HostState> before, List<HostState> after) {
    Set<HostKey> stay = new HashSet<>();
    after.forEach(host -> stay.add(host.key()));
    before.stream()
        .filter(host -> !stay.contains(host.key()))
        .forEach(host -> host.past().leave(transcripts));
  }

  /** A round was not carried out. */
  void add(Round.Skipped round, Instant now, CheckState after) {
    after.past().add(Sample.skipped(now, round.reason()));
    for (HostResult result : round.hosts()) {
      after.host(result.key()).ifPresent(host -> host.past().add(Sample.of(now, result.visit())));
    }
  }

  /** A check is watched no more. */
  void forget(CheckState check) {
    leave(check.hosts(), List.of());
  }
}
