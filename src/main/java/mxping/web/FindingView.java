package mxping.web;

import java.util.Optional;
import mxping.probe.Finding;
import mxping.smtp.Printable;

/** One thing found out by a probe or a round, as JSON. */
record FindingView(
    String outcome,
    String reason,
    String fault,
    String phase,
    String detail,
    Optional<ReplyView> reply) {
  static FindingView of(Finding finding) {
    return new FindingView(
        finding.outcome().label(),
        finding.reason().label(),
        finding.reason().fault().label(),
        finding.phase().label(),
        Printable.of(finding.detail()),
        finding.reply().map(ReplyView::of));
  }
}
