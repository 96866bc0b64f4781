package mxping.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import mxping.Polling;
import mxping.check.Check;
import mxping.check.Checks;
import mxping.check.Manners;
import mxping.courtesy.Lanes;
import mxping.history.CheckState;
import mxping.history.History;
import mxping.metrics.Buckets;
import mxping.metrics.Detail;
import mxping.metrics.Export;
import mxping.metrics.Metrics;
import mxping.metrics.Metrics.BuildInfo;
import mxping.metrics.Metrics.Load;
import mxping.probe.OpenDialogues;
import mxping.probe.Reason;
import mxping.run.Round;
import mxping.run.Surroundings;
import mxping.schedule.Firing;
import mxping.schedule.Timetable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Checks that are planned and watched, of which a round can end at any moment. */
class RosterTest {
  private static final Manners MANNERS = new Manners(Duration.ofSeconds(2), 4, List.of(), 100);

  private final CompletableFuture<Thread> begun = new CompletableFuture<>();
  private final CompletableFuture<CheckState> ended = new CompletableFuture<>();
  private final Check check = Checks.self().named("one").check();

  private final History history = new History(this::whenTheRoundIsOver, System::nanoTime);

  @AutoClose
  private final Timetable timetable =
      new Timetable(this::fire, (name, bug) -> ended.completeExceptionally(bug));

  private final Roster roster =
      new Roster(
          new Surroundings(
              Optional.empty(),
              new InetSocketAddress(InetAddress.getLoopbackAddress(), 1),
              new Lanes(MANNERS, new OpenDialogues()),
              InstantSource.system()),
          timetable,
          history,
          new Metrics(
              history,
              new BuildInfo("1", "2", "3"),
              new Load(() -> 0, () -> 0),
              new Export(Detail.LEAN, Buckets.DEFAULT)),
          new StateLog(),
          any -> Optional.empty());

  @Test
  void aRoundThatIsOverBeforeItsCheckIsInTheHistoryCounts() {
    timetable.start();

    roster.become(List.of(check));

    assertThat(ended.join().skipped().of(Reason.OVERLAPPED)).isEqualTo(1);
  }

  private void fire(Firing firing) {
    begun.complete(Thread.currentThread());
    roster
        .find(firing.check())
        .ifPresent(
            watched ->
                watched.unlessGone(
                    () ->
                        history.record(
                            Round.Skipped.unbegun(
                                watched.run().check(), firing.due(), Reason.OVERLAPPED, 1))));
    history
        .check(firing.check())
        .ifPresentOrElse(
            ended::complete, () -> ended.completeExceptionally(new AssertionError("lost")));
  }

  /** The history reads the clock when it takes a check up: so late, but not if the round waits. */
  private Instant whenTheRoundIsOver() {
    Thread round = begun.join();
    if (!Thread.currentThread().equals(round)) {
      try {
        Polling.until(
            "the round is over, or waits",
            () -> ended.isDone() ? Thread.State.TERMINATED : round.getState(),
            state -> state == Thread.State.TERMINATED || state == Thread.State.BLOCKED);
      } catch (Exception e) {
        throw new AssertionError(e);
      }
    }
    return Instant.now();
  }
}
