package mxping.real;

import static mxping.real.Eventually.throughout;
import static mxping.real.Eventually.within;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Agents that share their checks, as the mail hosts see it: whatever becomes of an agent, each
 * check goes on.
 */
@Tag("real")
class ClusterTest {
  private static final Duration INTERVAL = Duration.ofSeconds(5);
  private static final Duration SOON = Duration.ofSeconds(20);

  /** A machine that is busy with a whole build lets rounds begin that much early or late. */
  private static final Duration JITTER = Duration.ofSeconds(2);

  private static final String FILE =
      """
      cluster:
        name: real
        member: ${MEMBER}
        bind: "${BIND}"
        hosts: ["127.28.0.1:${PEERS}", "127.28.0.2:${PEERS}", "127.28.0.3:${PEERS}"]
      defaults: {every: 5s, port: "${PORT}", until: ehlo}
      checks:
      """;

  @RegisterExtension final Rig rig = new Rig();

  private final int peers = Loopback.freePort();
  private final VisitedHosts hosts = new VisitedHosts("127.28.1", 90);

  private Map<String, String> environment(String member, int place) {
    return Map.of(
        "MEMBER", member,
        "BIND", "127.28.0." + place + ":" + peers,
        "PEERS", "" + peers,
        "PORT", "" + hosts.port());
  }

  private Member join(String name, int place) throws Exception {
    return new Member(name, rig.agent(FILE + hosts.checks(), environment(name, place)));
  }

  @Test
  void eachCheckIsSeenOnceAnIntervalWhateverBecomesOfAMember() throws Exception {
    rig.keep(hosts);
    Member a = join("a", 1);
    Program namesake = namesakeOf(a, 4);
    Member b = join("b", 2);
    Member c = join("c", 3);
    isTurnedAway(namesake);
    shareAll(a, b, c);
    eachIsSeenOnceAnInterval();
    anyAnswersForAll(a, b, c);

    Member d = aFourthMovesLittle(a, b, c);
    whoLeavesHandsOver(d);
    shareAll(a, b, c);
    whoIsKilledIsReplaced(b);
    shareAll(a, c);
    whoHangsIsReplacedAndSharesAgain(c);
    shareAll(a, c);
  }

  /** Waits until each of them knows of all, and each check is run by one of them. */
  private void shareAll(Member... members) throws Exception {
    within(
        SOON,
        () -> {
          List<String> run = new ArrayList<>();
          for (Member member : members) {
            assertThat(member.members()).as(member.name()).isEqualTo(members.length);
            run.addAll(member.checks());
          }
          assertThat(run).containsExactlyInAnyOrderElementsOf(hosts.names());
        });
  }

  /** Waits until each host was visited again. */
  private void allAreSeenSince(long time, Duration patience) throws Exception {
    within(patience, () -> assertThat(hosts.unvisitedSince(time)).isEmpty());
  }

  private void eachIsSeenOnceAnInterval() throws Exception {
    allAreSeenSince(System.nanoTime(), SOON);
    long began = System.nanoTime();
    allAreSeenSince(System.nanoTime(), SOON);
    allAreSeenSince(System.nanoTime(), SOON);
    assertThat(hosts.longestGap(began).length()).isLessThan(INTERVAL.plus(JITTER));
    assertThat(hosts.hurried(began, INTERVAL.minus(JITTER))).isEmpty();
  }

  private static void anyAnswersForAll(Member a, Member b, Member c) throws Exception {
    String ofB = b.checks().getFirst();
    String word = ofB + ": ok none\nrun by b, http://127.0.0.1:" + b.agent().port() + "\n";

    assertThat(b.agent().get("/-/checks/" + ofB)).isEqualTo(ofB + ": ok none\n");
    assertThat(a.agent().get("/-/checks/" + ofB)).isEqualTo(word);
    assertThat(c.agent().get("/-/checks/" + ofB)).isEqualTo(word);
  }

  private Program namesakeOf(Member elder, int place) throws IOException {
    Path directory = rig.directory();
    Path file = Files.writeString(directory.resolve("checks.yaml"), FILE + hosts.checks());
    Program namesake =
        RealAgent.launch(directory, environment(elder.name(), place), "--config.file=" + file);
    AutoCloseable end = namesake::stop;
    rig.keep(end);
    return namesake;
  }

  private static void isTurnedAway(Program namesake) throws Exception {
    Program.Ended ended = namesake.end(Duration.ofSeconds(40));

    assertThat(ended.exit()).isEqualTo(2);
    assertThat(ended.err())
        .contains(
            "mxping: cluster real: another member is called a; give each agent a `cluster.member`"
                + " of its own\n");
  }

  private Member aFourthMovesLittle(Member... three) throws Exception {
    Map<String, String> before = new HashMap<>();
    for (Member member : three) {
      before.putAll(member.watchedSince());
    }
    long began = System.nanoTime();

    Member fourth = join("d", 4);

    shareAll(three[0], three[1], three[2], fourth);
    assertThat(fourth.checks()).hasSizeBetween(1, before.size() * 30 / 100);
    for (Member member : three) {
      assertThat(before).containsAllEntriesOf(member.watchedSince());
    }
    allAreSeenSince(System.nanoTime(), SOON);
    assertThat(hosts.longestGap(began).length()).isLessThan(INTERVAL.multipliedBy(2));
    return fourth;
  }

  private void whoLeavesHandsOver(Member leaving) throws Exception {
    long began = System.nanoTime();

    leaving.agent().signal("TERM");

    assertThat(leaving.agent().end(Duration.ofSeconds(12)).exit()).isZero();
    allAreSeenSince(System.nanoTime(), SOON);
    assertThat(hosts.longestGap(began).length()).isLessThan(INTERVAL.multipliedBy(2));
  }

  private void whoIsKilledIsReplaced(Member victim) throws Exception {
    long began = System.nanoTime();

    victim.agent().signal("KILL");

    allAreSeenSince(began, SOON);
    assertThat(hosts.longestGap(began).length()).isLessThan(INTERVAL.plusSeconds(5));
  }

  private void whoHangsIsReplacedAndSharesAgain(Member hanging) throws Exception {
    long stopped = System.nanoTime();
    hanging.agent().signal("STOP");

    allAreSeenSince(stopped, SOON.plus(INTERVAL));
    assertThat(hosts.longestGap(stopped).length()).isLessThan(INTERVAL.plusSeconds(15));

    long continued = System.nanoTime();
    hanging.agent().signal("CONT");

    long single = continued + Duration.ofSeconds(15).toNanos();
    throughout(
        Duration.ofSeconds(15).plus(INTERVAL),
        () -> assertThat(hosts.hurried(single, INTERVAL.minus(JITTER))).isEmpty());
    assertThat(hosts.longestGap(continued).length()).isLessThan(INTERVAL.multipliedBy(2));
  }
}
