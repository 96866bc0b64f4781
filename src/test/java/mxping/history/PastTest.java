package mxping.history;

import static mxping.history.Watched.down;
import static mxping.history.Watched.nowhere;
import static mxping.history.Watched.waits;
import static mxping.history.Watched.well;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import mxping.probe.Outcome;
import mxping.probe.Reason;
import org.junit.jupiter.api.Test;

/** What of earlier rounds is kept, of a check and of its hosts. */
class PastTest {
  private final Watched watched = new Watched();

  private List<String> rounds(Past past) {
    return past.rounds().stream()
        .map(round -> round.outcome().label() + " " + round.reason().label())
        .toList();
  }

  @Test
  void eachRoundOfACheckAndEachVisitOfAHostIsKept() {
    watched.round(well("mx1"), down("mx2"));
    watched.round(down("mx1"), nowhere("mx2"));
    watched.skips(Reason.MISSED, 7);
    watched.throttled(waits("mx1", Duration.ZERO));

    assertThat(rounds(watched.state().past()))
        .containsExactly(
            "ok none", "failed connection_lost", "skipped missed", "skipped throttled_locally");
    assertThat(rounds(watched.host("mx1").past()))
        .containsExactly("ok none", "failed connection_lost", "skipped throttled_locally");
    assertThat(rounds(watched.host("mx2").past()))
        .containsExactly("failed connection_lost", "failed no_address");
  }

  @Test
  void theTimeOfACheckIsThatOfItsBestHostAndOnlyIfThatSucceeded() {
    watched.round(down("mx1"), well("mx2"));
    watched.round(down("mx1"), down("mx2"));

    assertThat(watched.state().past().rounds())
        .extracting(Sample::took)
        .satisfiesExactly(
            well -> assertThat(well.orElseThrow().toMillis()).isBetween(299L, 300L),
            down -> assertThat(down).isEmpty());
    assertThat(watched.host("mx1").past().rounds()).allMatch(round -> round.took().isPresent());
  }

  @Test
  void lastGoodAndLastBadDialogueStayBesideEachOther() {
    watched.round(well("mx1"));
    watched.passes(Watched.MINUTE).round(down("mx1"));
    watched.passes(Watched.MINUTE).round(well("mx1"));

    Past past = watched.host("mx1").past();
    assertThat(past.lastBad().orElseThrow().ended()).isEqualTo(Watched.START.plusSeconds(60));
    assertThat(past.lastBad().orElseThrow().deciding().reason()).isEqualTo(Reason.CONNECTION_LOST);
    assertThat(past.lastGood().orElseThrow().ended()).isEqualTo(Watched.START.plusSeconds(120));
    assertThat(past.lastDialogue()).isEqualTo(past.lastGood());
  }

  @Test
  void transcriptsAreKeptThereAndNowhereElse() {
    watched.round(Watched.saying("mx1", "220 mx1"));

    HostState host = watched.host("mx1");
    assertThat(host.past().lastDialogue().orElseThrow().transcript())
        .extracting(line -> line.text())
        .containsExactly("220 mx1");
    assertThat(Watched.transcript(host.last().orElseThrow())).isEmpty();
    assertThat(Watched.transcript(watched.state().last().orElseThrow().hosts().getFirst().visit()))
        .isEmpty();
  }

  @Test
  void aHostThatIsGoneTakesItsPastAlong() {
    watched.round(well("mx1"), well("mx2"));
    watched.round(well("mx1"));
    watched.round(well("mx1"), well("mx2"));

    assertThat(rounds(watched.host("mx2").past())).containsExactly("ok none");
    assertThat(rounds(watched.host("mx1").past())).hasSize(3);
  }

  @Test
  void availabilityIsTheShareOfGoodRoundsInThoseThatProveSomething() {
    watched.round(well("mx1")).round(well("mx1")).round(well("mx1")).round(down("mx1"));
    watched.dnsFails().skips(Reason.OVERLAPPED, 1);

    Availability all = Availability.of(watched.state().past().rounds());
    assertThat(all).isEqualTo(new Availability(3, 1, 2));
    assertThat(all.share()).hasValue(0.75);
    assertThat(Availability.of(List.of()).share()).isEmpty();
  }

  @Test
  void dialoguesWithoutAHostToSpeakToAreNone() {
    watched.round(nowhere("mx1"));

    assertThat(watched.host("mx1").past().lastDialogue()).isEqualTo(Optional.empty());
    assertThat(watched.host("mx1").past().rounds())
        .extracting(Sample::outcome)
        .containsExactly(Outcome.FAILED);
  }
}
