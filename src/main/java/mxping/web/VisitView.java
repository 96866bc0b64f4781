package mxping.web;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import java.util.Optional;
import mxping.probe.Finding;
import mxping.run.HostResult;
import mxping.smtp.Transcript;

/**
 * The last visit of a mail host, as JSON.
 *
 * @param detail what happened, in words
 * @param reply the reply that decided
 * @param findings all, in the order they were made
 * @param probe absent where no address was known to speak to
 * @param othersTried addresses that could not be connected to
 */
record VisitView(
    @JsonUnwrapped HostView.State state,
    String detail,
    Optional<ReplyView> reply,
    List<FindingView> findings,
    Optional<ProbeView> probe,
    List<ProbeView.Attempt> othersTried) {

  /**
   * @param transcript of the last dialogue
   */
  static VisitView of(String mx, HostResult.Visit visit, List<Transcript.Line> transcript) {
    return switch (visit) {
      case HostResult.Probed probed ->
          of(
              mx,
              visit,
              probed.result().findings(),
              Optional.of(ProbeView.of(probed.result(), transcript)),
              probed.others().stream().map(ProbeView.Attempt::of).toList());
      case HostResult.Unreached unreached ->
          of(mx, visit, List.of(unreached.deciding()), Optional.empty(), List.of());
      case HostResult.Unvisited unvisited ->
          of(mx, visit, List.of(unvisited.deciding()), Optional.empty(), List.of());
    };
  }

  private static VisitView of(
      String mx,
      HostResult.Visit visit,
      List<Finding> findings,
      Optional<ProbeView> probe,
      List<ProbeView.Attempt> others) {
    FindingView deciding = FindingView.of(visit.deciding());
    return new VisitView(
        HostView.State.of(mx, visit),
        deciding.detail(),
        deciding.reply(),
        findings.stream().map(FindingView::of).toList(),
        probe,
        others);
  }
}
