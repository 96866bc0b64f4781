package mxping.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import mxping.check.Check;
import mxping.check.Checks;
import mxping.check.Manners;
import mxping.courtesy.Lanes;
import mxping.courtesy.Visit;
import mxping.probe.OpenDialogues;
import mxping.probe.Prober;
import mxping.scripted.ScriptedSmtp;
import mxping.scripted.Session;
import mxping.smtp.Deadline;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The lanes of three agents to one mail host, in real time, as the host sees them. */
class LanesOfMembersTest {
  private static final Duration GAP = Duration.ofMillis(150);
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final List<String> NAMES = List.of("a", "b", "c");

  private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
  private final Map<String, SharedTurns> members = new ConcurrentHashMap<>();

  private Lanes member(String name) {
    SharedTurns turns =
        new SharedTurns(name, (to, letter) -> post(name, to, letter), Clockwork.on(thread));
    members.put(name, turns);
    return new Lanes(new Manners(GAP, 4, List.of(), 100), new OpenDialogues(), turns);
  }

  private void post(String from, String to, Letter letter) {
    thread.execute(
        () ->
            Optional.ofNullable(members.get(to))
                .ifPresent(one -> one.heard(from, (Letter.OfTurns) letter)));
  }

  private static Census census(String own) {
    List<Census.Member> others = new ArrayList<>();
    NAMES.stream()
        .filter(name -> !name.equals(own))
        .forEach(name -> others.add(new Census.Announced(name, "text", "")));
    return new Census(new Census.Announced(own, "text", ""), others);
  }

  @AfterEach
  void stopTheClock() {
    thread.shutdownNow();
  }

  /** Each presents another name, so that no two visits share a connection. */
  private static CompletableFuture<Visit.Visited> comes(
      Lanes lanes, String name, InetSocketAddress mx) {
    Check check = Checks.host("mx.test").named(name).helo(name + ".test").check();
    Prober prober = new Prober(check, Optional.empty());
    Visit visit = new Visit(name, prober.terms("mx.test", mx), prober, Duration.ofMinutes(1));
    return CompletableFuture.supplyAsync(
        () -> lanes.visit(visit, Deadline.in(SOON)), task -> Thread.ofVirtual().start(task));
  }

  @Test
  void oneConnectionAtATimeWithTheGapBetween() {
    List<Lanes> lanes = NAMES.stream().map(this::member).toList();
    members.forEach((name, turns) -> turns.census(census(name)));
    try (var mx = ScriptedSmtp.on("127.41.9.1", 0).answering(rcpt -> "250 2.1.5 ok")) {
      List<CompletableFuture<Visit.Visited>> all =
          Stream.of(0, 1, 2, 3)
              .flatMap(
                  i -> lanes.stream().map(l -> comes(l, "v" + i + lanes.indexOf(l), mx.address())))
              .toList();

      assertThat(all)
          .allSatisfy(
              one ->
                  assertThat(one.orTimeout(SOON.toSeconds(), TimeUnit.SECONDS).join())
                      .isInstanceOf(Visit.Served.class));
      List<Session> sessions = mx.awaitSessions(12, SOON);
      assertThat(sessions).hasSize(12).allMatch(Session::saidQuit);
      assertThat(mx.mostOpen()).isEqualTo(1);
      for (int i = 1; i < sessions.size(); i++) {
        long lastWord = sessions.get(i - 1).lines().getLast().arrivedNanos();
        assertThat(Duration.ofNanos(sessions.get(i).acceptedNanos() - lastWord))
            .as("before session %d", i + 1)
            .isGreaterThanOrEqualTo(GAP);
      }
    }
  }
}
