package mxping.courtesy;

import static java.util.Collections.nCopies;
import static mxping.courtesy.Checks.check;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import mxping.check.Manners;
import mxping.check.Network;
import mxping.check.Until;
import mxping.probe.Closing;
import mxping.probe.OpenDialogues;
import mxping.probe.ProbeResult;
import mxping.probe.Reason;
import mxping.probe.Verdict;
import mxping.scripted.ScriptedSmtp;
import mxping.scripted.Session;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How one mail host is visited, as it sees it. */
class ReceptionTest extends Visiting {
  @Test
  void checksOnEqualTermsShareAConnectionTenTransactionsAtMost() {
    Semaphore door = new Semaphore(0);
    try (var mx = ScriptedSmtp.on("127.41.1.1", 0).answering(rcpt -> behind(door))) {
      var first = comes(check("first").rcpt("ann@mx.test"), mx);
      mx.awaitAccepted(1, SOON);
      var others = line(mx, checks(24));
      door.release(25);
      assertThat(reason(Checks.result(first))).isEqualTo(Reason.NONE);
      assertThat(Checks.results(others)).allMatch(result -> reason(result) == Reason.NONE);
      List<Session> sessions = mx.awaitSessions(3, SOON);
      assertThat(sessions).hasSize(3);
      assertThat(transactions(sessions.get(0))).isEqualTo(10);
      assertThat(transactions(sessions.get(1))).isEqualTo(10);
      assertThat(transactions(sessions.get(2))).isEqualTo(5);
      assertThat(mx.mostOpen()).isEqualTo(1);
      assertGaps(sessions, GAP);
      assertThat(verbs(sessions.get(2)))
          .startsWith("EHLO", "MAIL", "RCPT", "RSET", "MAIL", "RCPT", "RSET", "MAIL")
          .endsWith("RCPT", "RSET", "QUIT");
    }
  }

  private static long transactions(Session session) {
    return verbs(session).stream().filter("RCPT"::equals).count();
  }

  private static List<String> verbs(Session session) {
    return session.said().stream().map(line -> line.split(" ", 2)[0]).toList();
  }

  @Test
  void aHostThatLimitsTransactionsIsObeyed() {
    try (var mx = playing(HELLO + ONE.repeat(3) + BYE, HELLO + ONE + BYE)) {
      assertThat(Checks.results(queue(mx, checks(4))))
          .allMatch(result -> reason(result) == Reason.NONE);
      assertThat(mx.awaitSessions(2, SOON)).hasSize(2);
    }
  }

  @Test
  void noTransactionOfAnotherCheckBeginsPastHalfOfTheTimeout() {
    String slow = ONE.replaceFirst("S: 250 2.1.5", "S! pause 2100ms\nS: 250 2.1.5");
    try (var mx = playing(HELLO + slow + BYE, HELLO + ONE.repeat(2) + BYE)) {
      Duration timeout = Duration.ofSeconds(4);
      assertThat(
              Checks.results(
                  queue(mx, checks(3).stream().map(check -> check.timeout(timeout)).toList())))
          .allMatch(result -> reason(result) == Reason.NONE);
      assertThat(mx.awaitSessions(2, SOON)).hasSize(2);
    }
  }

  @Test
  void checksOnOtherTermsGetAConnectionOfTheirOwn() {
    try (var mx = answering(OK)) {
      var all =
          queue(
              mx,
              List.of(
                  check("a").helo("a.test"),
                  check("b").helo("b.test"),
                  check("c").helo("a.test"),
                  check("d").helo("a.test").timeout(Duration.ofSeconds(19)),
                  check("e").helo("b.test")));
      Checks.results(all);
      List<Session> sessions = mx.awaitSessions(3, SOON);
      assertThat(sessions).hasSize(3);
      assertThat(sessions.stream().map(session -> session.said().getFirst()))
          .containsExactly("EHLO a.test", "EHLO b.test", "EHLO a.test");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"CONNECT", "GREETING", "EHLO"})
  void checksThatAskForNoTransactionAllShareOneConnection(String until) {
    try (var mx = answering(OK)) {
      List<Checks> checks = new ArrayList<>();
      for (int i = 0; i < 15; i++) {
        checks.add(check("c" + i).until(Until.valueOf(until)));
      }
      assertThat(Checks.results(queue(mx, checks)))
          .allMatch(result -> reason(result) == Reason.NONE)
          .allMatch(result -> result.closing().orElseThrow() == Closing.QUIT);
      assertThat(mx.awaitSessions(1, SOON)).hasSize(1);
    }
  }

  @Test
  void aHostThatNeverSpeaksIsTheResultOfAllThatWait() {
    try (var mx = playing("S! silence")) {
      List<Checks> checks = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        checks.add(check("c" + i).timeout(Duration.ofSeconds(1)));
      }
      List<ProbeResult> results = Checks.results(queue(mx, checks));
      assertThat(results).noneMatch(ProbeResult::up);
      assertThat(results.stream().map(ProbeResult::deciding).distinct()).hasSize(1);
      assertThat(mx.awaitSessions(1, SOON)).hasSize(1);
    }
  }

  /** Who comes while the connection is tried waits for it no less than who came before. */
  @Test
  void aDeadHostIsTheResultOfThoseWhoCameMeanwhileToo() {
    try (var mx = playing("S! silence")) {
      var first = comes(check("first"), mx);
      mx.awaitAccepted(1, SOON);
      var others = line(mx, checks(5).stream().map(check -> check.until(Until.EHLO)).toList());
      var elsewhere = comes(check("on other terms").helo("other.test"), mx);
      Checks.until(() -> lanes.waiting() == 6);
      open.hangUp();
      assertThat(Checks.result(first).up()).isFalse();
      assertThat(Checks.results(others)).noneMatch(ProbeResult::up);
      mx.awaitAccepted(2, SOON);
      Checks.until(
          () -> {
            open.hangUp();
            return elsewhere.isDone();
          });
      assertThat(mx.awaitSessions(2, SOON)).hasSize(2);
    }
  }

  @Test
  void aHostThatRefusesIsTheResultOfAllThatWait() {
    var mx = answering(OK);
    mx.close();
    List<ProbeResult> results = Checks.results(queue(mx, checks(15)));
    assertThat(results)
        .allMatch(result -> reason(result) == Reason.CONNECT_REFUSED)
        .allMatch(result -> result.recipients().getFirst().verdict() == Verdict.UNASKED);
    assertThat(results.stream().map(ProbeResult::duration).distinct())
        .as("one attempt for all")
        .hasSize(1);
  }

  @Test
  void aFailureInATransactionIsTheResultOfTheCheckThatMetIt() {
    String lost = "C: MAIL *\nS: 250 ok\nC: RCPT *\nS! close";
    try (var mx = playing(HELLO + ONE + lost, HELLO + ONE.repeat(2) + BYE)) {
      List<ProbeResult> results = Checks.results(queue(mx, checks(4)));
      assertThat(results.stream().map(Visiting::reason))
          .containsExactly(Reason.NONE, Reason.CONNECTION_LOST, Reason.NONE, Reason.NONE);
      assertThat(results.getFirst().findings()).isEmpty();
      assertGaps(mx.awaitSessions(2, SOON), GAP);
    }
  }

  @Test
  void aBugEndsTheVisitsOfItsConnectionAndNoOther() {
    try (var mx = answering(OK)) {
      List<Checks> checks = new ArrayList<>(checks(3));
      checks.add(1, check("our bug").andForNobody());
      var all = queue(mx, checks);
      assertThatThrownBy(() -> Checks.end(all.get(0))).hasMessageContaining("a visit broke");
      assertThatThrownBy(() -> Checks.end(all.get(1))).hasMessageContaining("a visit broke");
      assertThat(reason(Checks.result(all.get(2)))).isEqualTo(Reason.NONE);
      assertThat(reason(Checks.result(all.get(3)))).isEqualTo(Reason.NONE);
      assertGaps(mx.awaitSessions(2, SOON), GAP);
    }
  }

  @Test
  void whoGetsNoTokenKnowsTheHostIsUpAllTheSame() {
    try (var mx = answering("550 5.1.1 unknown")) {
      List<ProbeResult> results = Checks.results(queue(mx, checks(12)));
      assertThat(results).allMatch(ProbeResult::up);
      assertThat(results.stream().map(r -> r.recipients().getFirst().verdict()))
          .startsWith(nCopies(4, Verdict.REJECTED).toArray(Verdict[]::new))
          .endsWith(nCopies(8, Verdict.UNASKED).toArray(Verdict[]::new));
      List<Session> sessions = mx.awaitSessions(2, SOON);
      assertThat(sessions.stream().mapToLong(ReceptionTest::transactions).sum()).isEqualTo(4);
    }
  }

  @Test
  void acceptedRecipientsTakeNoTokens() {
    try (var mx = answering(OK)) {
      for (int i = 0; i < 3; i++) {
        assertThat(Checks.results(checks(8).stream().map(check -> comes(check, mx)).toList()))
            .allMatch(result -> reason(result) == Reason.NONE);
      }
    }
  }

  @Test
  void ourOwnHostsAreVisitedOneAtATimeButWithoutCeremony() throws UnknownHostException {
    Network own = new Network(InetAddress.getByName("127.41.0.0"), 16);
    Lanes home =
        new Lanes(new Manners(Duration.ofHours(1), 4, List.of(own), 100), new OpenDialogues());
    try (var mx = answering("550 4.2.1 no such user")) {
      InetSocketAddress address = mx.address();
      List<CompletableFuture<Visit.Visited>> all = new ArrayList<>();
      for (int i = 0; i < 30; i++) {
        Visit visit = check("c" + i).rcpt("r@mx.test").helo("h" + i + ".test").visit(address);
        all.add(Checks.async(() -> home.visit(visit, LATE)));
      }
      assertThat(Checks.results(all))
          .allMatch(r -> r.recipients().getFirst().verdict() != Verdict.UNASKED);
      assertThat(mx.awaitSessions(30, SOON)).hasSize(30);
      assertThat(mx.mostOpen()).isEqualTo(1);
    }
    try (var mx = answering("450 4.2.1 too fast")) {
      for (int i = 0; i < 3; i++) {
        Visit visit = check("d").rcpt("r@mx.test").visit(mx.address());
        assertThat(home.visit(visit, LATE)).isInstanceOf(Visit.Served.class);
      }
    }
  }
}
