package mxping.history;

import static mxping.history.Watched.MINUTE;
import static mxping.history.Watched.TIMEOUT;
import static mxping.history.Watched.down;
import static mxping.history.Watched.waits;
import static mxping.history.Watched.well;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import mxping.probe.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Until when a result counts: until the next planned round, and from there for an interval and a
 * timeout. A wait that a host imposes is part of the plan.
 */
class FreshnessTest {
  private static final Duration LIFE = MINUTE.multipliedBy(2).plus(TIMEOUT);
  private static final Duration MOMENT = Duration.ofNanos(1);
  private static final Duration BACKOFF = Duration.ofMinutes(15);

  private final Watched watched = new Watched();

  @Test
  void aResultIsStaleWhenItsSuccessorIsLongOverdue() {
    watched.round(well("mx1"), down("mx2"));

    watched.passes(LIFE.minus(MOMENT));
    assertThat(watched.told()).isEqualTo("ok none, 1 up");
    assertThat(watched.fresh()).containsExactly("mx1", "mx2");

    watched.passes(MOMENT);
    assertThat(watched.told()).isEmpty();
    assertThat(watched.fresh()).isEmpty();
    assertThat(watched.state().last()).as("kept, for whoever wants to see it").isPresent();
    assertThat(watched.host("mx1").probed()).as("times stay").isPresent();
  }

  @ParameterizedTest
  @ValueSource(ints = {-3600, -1, 1, 3600})
  void settingTheWallClockMakesNothingStale(int seconds) {
    watched.round(well("mx1")).setClock(Duration.ofSeconds(seconds));

    watched.passes(LIFE.minus(MOMENT));
    assertThat(watched.told()).isEqualTo("ok none, 1 up");

    watched.passes(MOMENT);
    assertThat(watched.told()).isEmpty();
  }

  @Test
  void roundsThatWereSkippedProlongNothing() {
    watched.round(well("mx1"));
    watched.passes(MINUTE).skips(Reason.OVERLAPPED, 1);
    watched.passes(MINUTE).throttled(waits("mx1", Duration.ZERO));

    watched.passes(TIMEOUT);

    assertThat(watched.told()).isEmpty();
    assertThat(watched.fresh()).isEmpty();
  }

  @Test
  void anAnnouncedWaitIsPartOfThePlan() {
    watched.round(down("mx1"));
    watched.passes(MINUTE).throttled(waits("mx1", BACKOFF));

    watched.passes(BACKOFF.plus(LIFE).minus(MOMENT));
    assertThat(watched.told()).isEqualTo("failed connection_lost, 0 up");
    assertThat(watched.fresh()).containsExactly("mx1");

    watched.passes(MOMENT);
    assertThat(watched.told()).isEmpty();
    assertThat(watched.fresh()).isEmpty();
  }

  @Test
  void theWaitOfOneHostDoesNotProlongWhatIsKnownOfAnother() {
    watched.round(down("mx1"), well("mx2"));
    watched.round(waits("mx1", BACKOFF), well("mx2"));

    watched.passes(LIFE);

    assertThat(watched.fresh()).containsExactly("mx1");
    assertThat(watched.told()).as("mx2 should have been visited since").isEmpty();
  }

  @Test
  void aHostThatIsNeverReachedIsStaleWhileTheOthersAreNot() {
    watched.round(well("mx1"), well("mx2"));
    for (int round = 0; round < 3; round++) {
      watched.passes(MINUTE).round(well("mx1"), waits("mx2", Duration.ZERO));
    }

    assertThat(watched.fresh()).containsExactly("mx1");
    assertThat(watched.told()).isEqualTo("ok none, 1 up");
  }

  @Test
  void hostsStayWhileTheDnsCannotTellUntilTheyAreStale() {
    watched.round(well("mx1"));

    watched.passes(MINUTE).dnsFails();
    assertThat(watched.fresh()).containsExactly("mx1");
    assertThat(watched.told()).isEqualTo("inconclusive dns_failure, 0 up");

    watched.passes(MINUTE).dnsFails().passes(TIMEOUT);
    assertThat(watched.fresh()).isEmpty();
    assertThat(watched.state().hosts()).as("their counters stay").hasSize(1);
    assertThat(watched.told()).isEqualTo("inconclusive dns_failure, 0 up");
  }
}
