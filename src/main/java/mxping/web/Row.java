package mxping.web;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Optional;
import mxping.history.CheckState;
import mxping.probe.Finding;
import mxping.smtp.Printable;

/**
 * A check in the table of the status page.
 *
 * @param state the outcome, or that it is stale or unknown: a word, and the class of its colour
 * @param rank 0 for the worst
 * @param reason empty where there is none to tell
 * @param detail what happened, in a sentence; may be empty
 * @param since when outcome or reason last changed; of a stale one, when its last round ended
 */
record Row(
    String name,
    String target,
    String state,
    int rank,
    String reason,
    String detail,
    Optional<Instant> since,
    Instant next) {

  static final Comparator<Row> WORST_FIRST =
      Comparator.comparingInt(Row::rank).thenComparing(Row::name);

  static Row of(CheckState check, long now) {
    return switch (Standing.of(check, now)) {
      case Standing.Unknown unknown ->
          of(check, "unknown", 4, "", "no round has ended yet", Optional.empty());
      case Standing.Stale stale ->
          of(check, "stale", 2, "", "no later round has ended", Optional.of(stale.last().ended()));
      case Standing.Known known -> {
        Finding finding = known.judgement().deciding();
        yield of(
            check,
            finding.outcome().label(),
            rankOf(finding),
            finding.reason().label(),
            known.judgement().explained(check.check().target().text()).sentence(),
            check.changed());
      }
    };
  }

  private static Row of(
      CheckState check,
      String state,
      int rank,
      String reason,
      String detail,
      Optional<Instant> since) {
    return new Row(
        check.check().name(),
        check.check().target().text(),
        state,
        rank,
        reason,
        Printable.of(detail),
        since,
        check.nextRound());
  }

  private static int rankOf(Finding finding) {
    return switch (finding.outcome()) {
      case FAILED -> 0;
      case INCONCLUSIVE -> 1;
      case DEGRADED -> 3;
      case OK -> 5;
      case SKIPPED -> 6;
    };
  }

  String html() {
    return """
        <tr><td><a href="/api/v1/checks/%1$s">%1$s</a></td><td>%2$s</td>\
        <td><b class="%3$s">%3$s</b></td><td>%4$s<small>%5$s</small></td>\
        <td data-is="since">%6$s</td><td data-is="next">%7$s</td></tr>
        """
        .formatted(
            Html.text(name),
            Html.text(target),
            state,
            reason,
            Html.text(detail),
            since.map(Row::seconds).orElse(""),
            seconds(next));
  }

  private static String seconds(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS).toString().replace('T', ' ');
  }
}
