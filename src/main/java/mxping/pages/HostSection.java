package mxping.pages;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mxping.check.IpText;
import mxping.history.Availability;
import mxping.history.HostState;
import mxping.history.Past;
import mxping.history.Sample;
import mxping.probe.Outcome;
import mxping.probe.ProbeResult;
import mxping.probe.Reason;
import mxping.probe.RecipientResult;
import mxping.probe.Verdict;
import mxping.run.HostResult;
import mxping.smtp.Printable;
import mxping.smtp.Reply;

/**
 * A mail host on the page of its check.
 *
 * @param others what its last visit found besides what decided, a sentence each
 * @param phases of the last rounds, in the order of the dialogue
 * @param tls empty where no handshake was begun
 * @param dialogues the last bad and the last good one, the later one first
 */
record HostSection(
    String name,
    Told told,
    List<Fact> facts,
    List<String> others,
    Bar bar,
    StackPlot plot,
    List<PhaseRow> phases,
    List<Recipient> recipients,
    Optional<TlsSection> tls,
    List<Dialogue> dialogues) {

  /** What it says about one recipient, who goes by name only. */
  record Recipient(
      String name, String verdict, State state, String expected, String reply, String note) {
    static Recipient of(RecipientResult result) {
      return new Recipient(
          result.name(),
          result.verdict().label(),
          state(result),
          expected(result),
          result.reply().map(Reply::shown).orElse(""),
          Printable.of(result.note()));
    }

    private static State state(RecipientResult result) {
      return result.verdict() == Verdict.UNASKED
          ? State.UNKNOWN
          : State.of(result.reason().outcome());
    }

    private static String expected(RecipientResult result) {
      if (result.reason() != Reason.NONE) {
        return result.reason().label();
      }
      return result.success() ? "as expected" : "not known";
    }
  }

  static HostSection of(HostState host, long nanoTime, Instant now) {
    Past past = host.past();
    List<Sample> rounds = past.rounds();
    Optional<ProbeResult> last = host.last().flatMap(HostSection::probed);
    return new HostSection(
        host.key().text(),
        told(host, nanoTime),
        facts(host, last, rounds, now),
        others(host),
        Bar.of(rounds, StackPlot.SLOTS),
        StackPlot.of(rounds),
        PhaseRow.of(rounds, last.map(ProbeResult::phases).orElse(List.of())),
        last.stream().flatMap(probe -> probe.recipients().stream()).map(Recipient::of).toList(),
        last.flatMap(ProbeResult::tls).map(tls -> TlsSection.of(tls, now)),
        Dialogue.of(host.key().text(), past, now));
  }

  private static Optional<ProbeResult> probed(HostResult.Visit visit) {
    return switch (visit) {
      case HostResult.Probed probed -> Optional.of(probed.result());
      case HostResult.Unreached unreached -> Optional.empty();
      case HostResult.Unvisited unvisited -> Optional.empty();
    };
  }

  private static Told told(HostState host, long nanoTime) {
    if (host.last().isEmpty()) {
      return Told.without(State.UNKNOWN, "Its turn has not come yet.", host.probed());
    }
    return host.fresh(nanoTime)
        .map(visit -> Told.of(host.key().text(), visit.deciding()))
        .orElseGet(
            () -> Told.without(State.STALE, "What follows is what was known last.", host.probed()));
  }

  private static List<Fact> facts(
      HostState host, Optional<ProbeResult> last, List<Sample> rounds, Instant now) {
    List<Fact> facts = new ArrayList<>();
    last.ifPresent(probe -> facts.add(new Fact("address", IpText.of(probe.remote()))));
    host.preference().ifPresent(number -> facts.add(new Fact("preference", "" + number)));
    facts.add(new Fact("available", Words.of(Availability.of(rounds))));
    host.probed().ifPresent(at -> facts.add(new Fact("last probe", Words.ago(at, now))));
    host.succeeded().ifPresent(at -> facts.add(new Fact("last success", Words.ago(at, now))));
    last.ifPresent(probe -> facts.add(new Fact("took", Words.time(probe.duration()))));
    last.flatMap(ProbeResult::closing)
        .ifPresent(how -> facts.add(new Fact("session ended by", how.label())));
    last.stream()
        .flatMapToLong(probe -> probe.capabilities().sizeLimit().stream())
        .forEach(octets -> facts.add(new Fact("size limit", octets + " octets")));
    return facts;
  }

  private static List<String> others(HostState host) {
    return host.last().stream()
        .flatMap(visit -> others(host.key().text(), visit).stream())
        .toList();
  }

  private static List<String> others(String who, HostResult.Visit visit) {
    List<String> sentences = new ArrayList<>();
    if (visit instanceof HostResult.Probed probed) {
      probed.result().findings().stream()
          .filter(finding -> !finding.equals(probed.deciding()))
          .filter(finding -> finding.outcome() != Outcome.OK)
          .forEach(finding -> sentences.add(Told.of(who, finding).sentence()));
      probed
          .others()
          .forEach(
              other ->
                  sentences.add(Told.of(IpText.of(other.remote()), other.deciding()).sentence()));
    }
    return sentences;
  }
}
