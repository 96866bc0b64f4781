package mxping.courtesy;

import static mxping.courtesy.Checks.check;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import mxping.check.Manners;
import mxping.check.Network;
import mxping.probe.Closing;
import mxping.probe.OpenDialogues;
import mxping.probe.ProbeResult;
import mxping.scripted.ScriptedSmtp;
import mxping.scripted.Session;
import mxping.smtp.Deadline;
import org.junit.jupiter.api.Test;

/** Many addresses at once, from the side of the servers. */
class LanesTest {
  private static final Duration GAP = Duration.ofMillis(100);
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final Deadline LATE = Deadline.in(Duration.ofMinutes(5));
  private static final String OK = "250 2.1.5 ok";

  private final OpenDialogues open = new OpenDialogues();

  private Lanes guests(Duration gap, int maxInFlight) {
    return new Lanes(new Manners(gap, 4, List.of(), maxInFlight), open);
  }

  private static CompletableFuture<Visit.Visited> comes(Lanes lanes, Visit visit) {
    return Checks.async(() -> lanes.visit(visit, LATE));
  }

  @Test
  void fiftyChecksThatShareAHostCostFiftyOthersNothing() {
    Lanes lanes = guests(GAP, 2000);
    List<ScriptedSmtp> others = new ArrayList<>();
    Semaphore door = new Semaphore(0);
    try (var mx =
        ScriptedSmtp.on("127.41.2.1", 0)
            .answering(
                rcpt -> {
                  LaneTest.acquire(door);
                  return OK;
                })) {
      List<CompletableFuture<Visit.Visited>> sharing = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        String helo = "h" + i % 2 + ".test";
        Visit visit = check("s" + i).rcpt("r" + i + "@mx.test").helo(helo).visit(mx.address());
        sharing.add(comes(lanes, visit));
      }
      Checks.until(() -> lanes.waiting() == 49);
      List<CompletableFuture<Visit.Visited>> free = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        var other = ScriptedSmtp.on("127.41.3." + (i + 1), 0).answering(rcpt -> OK);
        others.add(other);
        free.add(comes(lanes, check("o" + i).rcpt("r@o.test").visit(other.address())));
      }
      for (CompletableFuture<Visit.Visited> one : free) {
        assertThat(Checks.end(one).waited()).isLessThan(Duration.ofSeconds(10));
      }
      assertThat(lanes.waiting()).as("the host they share answers nothing yet").isEqualTo(49);
      door.release(50);
      assertThat(Checks.results(sharing))
          .allMatch(ProbeResult::up)
          .allMatch(result -> result.closing().orElseThrow() == Closing.QUIT);
      List<Session> sessions = mx.awaitSessions(6, SOON);
      assertThat(sessions).hasSizeLessThanOrEqualTo(6).allMatch(Session::saidQuit);
      assertThat(mx.mostOpen()).isEqualTo(1);
      Visiting.assertGaps(sessions, GAP);
    } finally {
      others.forEach(ScriptedSmtp::close);
    }
  }

  @Test
  void whoWaitsForItsTurnTakesNoPlaceInFlight() {
    Lanes lanes = guests(Duration.ofMinutes(2), 1);
    try (var mx = ScriptedSmtp.on("127.41.4.1", 0).answering(rcpt -> OK);
        var other = ScriptedSmtp.on("127.41.4.2", 0).answering(rcpt -> OK)) {
      lanes.visit(check("closes the lane").visit(mx.address()), LATE);
      List<Visit> visits = new ArrayList<>();
      List<CompletableFuture<Visit.Visited>> waiting = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        Visit visit = check("w" + i).visit(mx.address());
        visits.add(visit);
        waiting.add(comes(lanes, visit));
      }
      Checks.until(() -> lanes.waiting() == 20);
      assertThat(lanes.inFlight()).isZero();
      assertThat(lanes.visit(check("o").visit(other.address()), LATE))
          .isInstanceOf(Visit.Served.class);
      visits.forEach(lanes::withdraw);
      waiting.forEach(one -> assertThat(Checks.end(one)).isInstanceOf(Visit.TurnedAway.class));
      assertThat(lanes.waiting()).isZero();
    }
  }

  @Test
  void theWaitForAPlaceIsNotPartOfTheProbe() {
    Lanes lanes = guests(GAP, 1);
    Semaphore door = new Semaphore(0);
    try (var slow =
            ScriptedSmtp.on("127.41.4.3", 0)
                .answering(
                    rcpt -> {
                      LaneTest.acquire(door);
                      return OK;
                    });
        var mx = ScriptedSmtp.on("127.41.4.4", 0).answering(rcpt -> OK)) {
      var first = comes(lanes, check("slow").rcpt("r@mx.test").visit(slow.address()));
      slow.awaitAccepted(1, SOON);
      Visit visit = check("a").timeout(Duration.ofSeconds(1)).visit(mx.address());
      var second = comes(lanes, visit);
      Checks.until(() -> lanes.waiting() == 1);
      assertThat(lanes.visit(check("b").visit(mx.address()), Deadline.in(Duration.ofMillis(1200))))
          .as("who waits for a place can give up")
          .isInstanceOf(Visit.TurnedAway.class);
      assertThat(visit.goesOn()).isFalse();
      assertThat(lanes.inFlight()).isEqualTo(1);
      assertThat(mx.sessions()).isEmpty();
      door.release();
      Checks.end(first);
      assertThat(Checks.result(second).findings()).isEmpty();
      assertThat(Checks.end(second).waited()).isGreaterThan(Duration.ofMillis(1200));
    }
  }

  /** Only a listener on all addresses is one on a thousand; its backlog is never accepted. */
  @Test
  void aThousandSilentHostsDelayNobodyAndHoldNoPlatformThreads() throws IOException {
    Lanes lanes = guests(GAP, 2000);
    try (var silent = new ServerSocket(0, 1500);
        var mx = ScriptedSmtp.on("127.41.4.5", 0).answering(rcpt -> OK)) {
      int threads = ManagementFactory.getThreadMXBean().getThreadCount();
      List<CompletableFuture<Visit.Visited>> hanging = new ArrayList<>();
      for (int i = 0; i < 1000; i++) {
        String address = "127.41." + (16 + i / 250) + "." + (1 + i % 250);
        var remote = new InetSocketAddress(address, silent.getLocalPort());
        Checks check = check("h" + i).timeout(Duration.ofMinutes(1));
        hanging.add(comes(lanes, check.visit(remote)));
      }
      Checks.until(() -> lanes.inFlight() == 1000);
      var visited = (Visit.Served) lanes.visit(check("a").visit(mx.address()), LATE);
      assertThat(visited.result().findings()).isEmpty();
      assertThat(visited.waited()).isLessThan(Duration.ofSeconds(10));
      assertThat(lanes.inFlight()).isEqualTo(1000);
      assertThat(ManagementFactory.getThreadMXBean().getThreadCount()).isLessThan(threads + 100);
      Checks.until(
          () -> {
            open.hangUp();
            return lanes.inFlight() == 0;
          });
      assertThat(Checks.results(hanging)).noneMatch(ProbeResult::up);
    }
  }

  @Test
  void anAddressNeverHasTwoLanesHoweverOftenTheyAreForgotten() throws UnknownHostException {
    Network own = new Network(InetAddress.getByName("127.0.0.0"), 8);
    Manners manners = new Manners(GAP, 4, List.of(own), 100);
    Lanes lanes = new Lanes(manners, open, Turns.FREE, Duration.ZERO, 1);
    try (var mx = ScriptedSmtp.on("127.41.4.6", 0).answering(rcpt -> OK)) {
      List<CompletableFuture<Boolean>> visitors = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        Checks check = check("v" + i).helo("h" + i + ".test");
        visitors.add(
            Checks.async(
                () -> {
                  for (int j = 0; j < 40; j++) {
                    lanes.visit(check.visit(mx.address()), LATE);
                  }
                  return true;
                }));
      }
      visitors.forEach(Checks::end);
      assertThat(mx.awaitSessions(320, SOON)).hasSize(320);
      assertThat(mx.mostOpen()).isEqualTo(1);
    }
  }

  @Test
  void addressesThatNobodyVisitsAreForgotten() throws UnknownHostException {
    Network own = new Network(InetAddress.getByName("127.0.0.0"), 8);
    Manners manners = new Manners(GAP, 4, List.of(own), 100);
    Lanes lanes = new Lanes(manners, open, Turns.FREE, Duration.ZERO, 1);
    for (int i = 1; i <= 50; i++) {
      lanes.visit(check("c").visit(new InetSocketAddress("127.41.5." + i, 1)), LATE);
    }
    assertThat(lanes.known()).isLessThan(5);
    Lanes remembering = new Lanes(manners, open, Turns.FREE, Duration.ofDays(1), 1);
    for (int i = 1; i <= 50; i++) {
      remembering.visit(check("c").visit(new InetSocketAddress("127.41.5." + i, 1)), LATE);
    }
    assertThat(remembering.known()).isEqualTo(50);
  }

  @Test
  void withdrawingWhatNeverCameIsNothing() {
    Lanes lanes = guests(GAP, 10);
    Visit visit = check("a").visit(new InetSocketAddress("127.41.5.99", 1));
    lanes.withdraw(visit);
    assertThat(lanes.visit(visit, LATE)).isInstanceOf(Visit.TurnedAway.class);
  }
}
