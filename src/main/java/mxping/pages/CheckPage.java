package mxping.pages;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import mxping.check.Cadence;
import mxping.history.Availability;
import mxping.history.CheckState;
import mxping.history.HostState;
import mxping.history.Sample;
import mxping.history.Standing;
import mxping.probe.Finding;
import mxping.probe.Outcome;
import mxping.probe.Reason;
import mxping.run.Disparity;
import mxping.run.Round;
import mxping.smtp.Printable;

/**
 * All that is known of a check, for people.
 *
 * @param told how it stands
 * @param facts about the check itself
 * @param others what was found besides what decided, a sentence each
 * @param disagreements in what its mail hosts disagree
 * @param hosts those of this page, by preference
 * @param paging of all hosts
 * @param capabilities of those hosts, side by side
 */
record CheckPage(
    String name,
    Told told,
    List<Fact> facts,
    Bar bar,
    Sparkline times,
    List<String> others,
    List<Disagreement> disagreements,
    List<HostSection> hosts,
    Paging paging,
    CapabilityTable capabilities,
    Search search) {
  static final int HOSTS = 8;

  /** Something in which hosts disagree: what it is, and what each says. */
  record Disagreement(String aspect, List<Fact> says) {
    static Disagreement of(Disparity disparity) {
      String about = disparity.about().isEmpty() ? "" : " (" + disparity.about() + ")";
      return new Disagreement(
          disparity.aspect().label().replace('_', ' ') + about,
          disparity.says().entrySet().stream()
              .map(one -> new Fact(one.getKey(), said(one.getValue())))
              .toList());
    }

    private static String said(String text) {
      return text.isEmpty() ? "none" : Words.brief(Printable.of(text), 200);
    }
  }

  /**
   * @param nanoTime now on the monotonic clock
   * @param now by the wall clock
   */
  static CheckPage of(CheckState check, Search search, long nanoTime, Instant now) {
    Told told = Told.of(check, Standing.of(check, nanoTime), now);
    List<Sample> rounds = check.past().rounds();
    Paging paging = Paging.of(search.page(), check.hosts().size(), HOSTS);
    List<HostState> shown = paging.of(check.hosts());
    return new CheckPage(
        check.check().name(),
        told,
        facts(check, told, rounds, now),
        Bar.of(rounds, StackPlot.SLOTS),
        Sparkline.of(rounds, StackPlot.SLOTS),
        others(check),
        check.last().stream()
            .flatMap(round -> round.disparities().stream())
            .map(Disagreement::of)
            .toList(),
        shown.stream().map(host -> HostSection.of(host, nanoTime, now)).toList(),
        paging,
        CapabilityTable.of(shown),
        search.on(paging.page()));
  }

  private static List<Fact> facts(CheckState check, Told told, List<Sample> rounds, Instant now) {
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact("target", check.check().target().text()));
    told.since()
        .ifPresent(
            since ->
                facts.add(
                    new Fact("since", Words.moment(since) + " (" + Words.ago(since, now) + ")")));
    facts.add(new Fact("available", available(rounds)));
    facts.add(
        new Fact(
            "next round",
            Words.moment(check.nextRound()) + " (" + Words.ahead(check.nextRound(), now) + ")"));
    facts.add(new Fact("schedule", schedule(check)));
    facts.add(new Fact("rounds", rounds(check)));
    Map<String, String> labels = new TreeMap<>(check.check().labels());
    labels.forEach((key, value) -> facts.add(new Fact(key, value)));
    return facts;
  }

  private static String available(List<Sample> rounds) {
    Availability all = Availability.of(rounds);
    String words = Words.of(all);
    if (!rounds.isEmpty()) {
      words += " since " + Words.moment(rounds.getFirst().at());
    }
    return all.untold() == 0 ? words : words + "; " + all.untold() + " prove nothing";
  }

  private static String schedule(CheckState check) {
    return switch (check.check().cadence()) {
      case Cadence.Every every -> "every " + Words.span(every.interval());
      case Cadence.Cron cron -> cron.expression() + " " + cron.zone().getId();
    };
  }

  private static String rounds(CheckState check) {
    String skipped =
        check.skipped().counts().entrySet().stream()
            .map(one -> one.getValue() + " " + one.getKey().label())
            .collect(Collectors.joining(", "));
    String waited =
        check.throttled().compareTo(Duration.ofSeconds(1)) < 0
            ? ""
            : ", waited " + Words.span(check.throttled()) + " for turns";
    return check.rounds() + (skipped.isEmpty() ? "" : ", skipped: " + skipped) + waited;
  }

  private static List<String> others(CheckState check) {
    return check.last().stream()
        .map(Round.Completed::findings)
        .flatMap(List::stream)
        .filter(finding -> finding.outcome() != Outcome.OK)
        .filter(finding -> finding.reason() != deciding(check))
        .map(finding -> Told.of(check.check().target().text(), finding).sentence())
        .toList();
  }

  private static Reason deciding(CheckState check) {
    return check.deciding().map(Finding::reason).orElse(Reason.NONE);
  }
}
