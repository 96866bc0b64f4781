package mxping.history;

import static java.util.Map.entry;
import static mxping.history.Watched.MINUTE;
import static mxping.history.Watched.START;
import static mxping.history.Watched.down;
import static mxping.history.Watched.nowhere;
import static mxping.history.Watched.waits;
import static mxping.history.Watched.well;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import mxping.probe.Closing;
import mxping.probe.Outcome;
import mxping.probe.Reason;
import org.junit.jupiter.api.Test;

/** What is counted and kept. */
class HistoryTest {
  private final Watched watched = new Watched();

  @Test
  void beforeItsFirstRoundNothingIsKnown() {
    CheckState state = watched.state();

    assertThat(watched.told()).isEmpty();
    assertThat(state.hosts()).isEmpty();
    assertThat(state.rounds()).isZero();
    assertThat(state.since()).isEqualTo(START);
    assertThat(state.nextRound()).as("the first").isEqualTo(START);
  }

  @Test
  void onceARoundHasBegunTheNextIsTheOneAfter() {
    watched.history().begins("example.test", watched.due());

    assertThat(watched.state().nextRound()).isEqualTo(START.plus(MINUTE));
    assertThat(watched.told()).isEmpty();
  }

  @Test
  void roundsVisitsSessionsAndFailuresAreCounted() {
    watched.round(well("mx1"), down("mx2"));
    watched.round(well("mx1"), nowhere("mx2"));
    watched.round(well("mx1"), waits("mx2", Duration.ZERO));
    watched.skips(Reason.OVERLAPPED, 1).skips(Reason.MISSED, 7).dnsFails();

    CheckState state = watched.state();
    assertThat(state.rounds()).isEqualTo(4);
    assertThat(state.skipped().counts())
        .containsOnly(entry(Reason.OVERLAPPED, 1L), entry(Reason.MISSED, 7L));
    assertThat(state.failures().counts())
        .containsOnly(
            entry(Reason.CONNECTION_LOST, 1L),
            entry(Reason.NO_ADDRESS, 1L),
            entry(Reason.DNS_FAILURE, 1L));
    assertThat(state.throttled()).isEqualTo(Duration.ofSeconds(8));
    assertThat(watched.probes("mx1", Outcome.OK)).isEqualTo(3);
    assertThat(watched.probes("mx2", Outcome.FAILED)).isEqualTo(2);
    assertThat(watched.probes("mx2", Outcome.SKIPPED)).isEqualTo(1);
    assertThat(watched.host("mx1").closed().of(Closing.QUIT)).isEqualTo(3);
    assertThat(watched.host("mx2").closed().of(Closing.PEER))
        .as("the host without address had no session")
        .isEqualTo(1);
  }

  @Test
  void whenAHostWasLastProbedAndWhenItLastSucceeded() {
    watched.round(well("mx1"));
    watched.passes(MINUTE).round(down("mx1"));
    watched.passes(MINUTE).throttled(waits("mx1", Duration.ZERO));

    assertThat(watched.host("mx1").since()).isEqualTo(START);
    assertThat(watched.host("mx1").succeeded()).contains(START);
    assertThat(watched.host("mx1").probed()).contains(START.plus(MINUTE));
  }

  @Test
  void aSkippedRoundChangesNothingButItsCounter() {
    watched.round(well("mx1"), down("mx2"));
    CheckState before = watched.state();

    watched.passes(MINUTE).skips(Reason.OVERLAPPED, 1);
    watched.throttled(waits("mx1", Duration.ZERO), waits("mx2", Duration.ZERO));

    assertThat(watched.told()).isEqualTo("ok none, 1 up");
    assertThat(watched.state().last()).isEqualTo(before.last());
    assertThat(watched.state().changed()).isEqualTo(before.changed());
    assertThat(watched.state().rounds()).isEqualTo(1);
    assertThat(watched.state().skipped().of(Reason.THROTTLED_LOCALLY)).isEqualTo(1);
    assertThat(watched.host("mx1").last()).isEqualTo(before.hosts().getFirst().last());
  }

  @Test
  void whatAVisitNotMadeFoundBeforeStillCounts() {
    watched.round(down("mx1"), well("mx2"));
    watched.passes(MINUTE).round(down("mx1"), waits("mx2", Duration.ZERO));

    assertThat(watched.told()).as("mx2 is not known to be down").isEqualTo("ok none, 1 up");
    assertThat(watched.state().changed()).contains(START);
  }

  @Test
  void whenTheStateLastChanged() {
    watched.round(well("mx1"));
    watched.passes(MINUTE).round(well("mx1"));
    assertThat(watched.state().changed()).contains(START);

    watched.passes(MINUTE).round(down("mx1"));
    watched.passes(MINUTE).round(down("mx1"));
    assertThat(watched.state().changed()).contains(START.plus(MINUTE.multipliedBy(2)));
  }

  @Test
  void aHostThatLeavesIsForgottenWithItsCounters() {
    watched.round(well("mx1"), well("mx2"));
    watched.round(well("mx1"));

    assertThat(watched.state().hosts()).extracting(host -> host.key().mx()).containsExactly("mx1");

    watched.passes(MINUTE).round(well("mx1"), well("mx2"));

    assertThat(watched.probes("mx1", Outcome.OK)).isEqualTo(3);
    assertThat(watched.probes("mx2", Outcome.OK)).isEqualTo(1);
    assertThat(watched.host("mx2").since()).isEqualTo(START.plus(MINUTE));
  }

  @Test
  void aRoundOfACheckThatIsNotWatchedIsLetGo() {
    watched.history().remove("example.test");

    watched.round(well("mx1"));

    assertThat(watched.history().checks()).isEmpty();
  }
}
