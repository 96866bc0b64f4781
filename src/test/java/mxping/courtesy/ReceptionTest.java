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
import mxping.smtp.Deadline;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How one mail host is visited, as it sees it. */
class ReceptionTest {
  private static final Duration GAP = Duration.ofMillis(100);
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final Deadline LATE = Deadline.in(Duration.ofMinutes(5));
  private static final String OK = "250 2.1.5 ok";
  private static final String ONE =
      """
      C: MAIL FROM:<>
      S: 250 2.1.0 ok
      C: RCPT TO:<*>
      S: 250 2.1.5 ok
      C: RSET
      S: 250 2.0.0 ok
      """;
  private static final String HELLO =
      """
      S: 220 mx.test ESMTP
      C: EHLO probe.test
      S: 250-mx.test
      S: 250 LIMITS MAILMAX=3
      """;
  private static final String BYE =
      """
      C: QUIT
      S: 221 2.0.0 bye
      """;

  private final OpenDialogues open = new OpenDialogues();
  private final Lanes lanes = new Lanes(guest(GAP), open);

  private static Manners guest(Duration gap) {
    return new Manners(gap, 4, List.of(), 100);
  }

  private static ScriptedSmtp answering(String reply) {
    return ScriptedSmtp.on("127.41.1.1", 0).answering(rcpt -> reply);
  }

  private static ScriptedSmtp playing(String... scripts) {
    return ScriptedSmtp.on("127.41.1.1", 0).playing(scripts);
  }

  private CompletableFuture<Visit.Visited> comes(Checks check, ScriptedSmtp mx) {
    Visit visit = check.visit(mx.address());
    return Checks.async(() -> lanes.visit(visit, LATE));
  }

  /** They come one after the other while somebody else, on another port, holds up the lane. */
  private List<CompletableFuture<Visit.Visited>> queue(ScriptedSmtp mx, List<Checks> checks) {
    Semaphore door = new Semaphore(0);
    try (var other = ScriptedSmtp.on("127.41.1.1", 0).answering(rcpt -> behind(door))) {
      var holding = comes(check("holds up").rcpt("x@mx.test"), other);
      other.awaitAccepted(1, SOON);
      List<CompletableFuture<Visit.Visited>> all = line(mx, checks);
      door.release();
      Checks.result(holding);
      return all;
    }
  }

  /** They come one after the other into a lane where a visit goes on. */
  private List<CompletableFuture<Visit.Visited>> line(ScriptedSmtp mx, List<Checks> checks) {
    List<CompletableFuture<Visit.Visited>> all = new ArrayList<>();
    for (Checks check : checks) {
      int before = lanes.waiting();
      all.add(comes(check, mx));
      Checks.until(() -> lanes.waiting() == before + 1);
    }
    return all;
  }

  private static String behind(Semaphore door) {
    LaneTest.acquire(door);
    return OK;
  }

  /** Tries to visit and gives up at once, so as to hear for how long the lane is closed. */
  private Duration closedFor(ScriptedSmtp mx) {
    Visit visit = check("asks when").visit(mx.address());
    var away = (Visit.TurnedAway) lanes.visit(visit, Deadline.in(Duration.ZERO));
    return Duration.ofNanos(away.opens().orElse(0));
  }

  private static List<Checks> checks(int count) {
    List<Checks> checks = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      checks.add(check("c" + i).rcpt("r" + i + "@mx.test"));
    }
    return checks;
  }

  private static Reason reason(ProbeResult result) {
    return result.deciding().reason();
  }

  private static void assertGaps(List<Session> sessions, Duration gap) {
    for (int i = 1; i < sessions.size(); i++) {
      long closed = sessions.get(i - 1).closedNanos().orElseThrow();
      assertThat(Duration.ofNanos(sessions.get(i).acceptedNanos() - closed))
          .as("before session %d", i + 1)
          .isGreaterThanOrEqualTo(gap.minusMillis(2));
    }
  }

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
      assertThat(results.stream().map(ReceptionTest::reason))
          .containsExactly(Reason.NONE, Reason.CONNECTION_LOST, Reason.NONE, Reason.NONE);
      assertThat(results.getFirst().findings()).isEmpty();
      assertGaps(mx.awaitSessions(2, SOON), GAP);
    }
  }

  @Test
  void aPlain421ClosesTheLaneForOneEveryAtMost() {
    Duration every = Duration.ofSeconds(1);
    try (var mx =
        ScriptedSmtp.on("127.41.1.1", 0)
            .answering(rcpt -> rcpt.contains("r1@") ? "421 4.3.2 closing" : OK)) {
      List<Checks> checks = checks(4).stream().map(check -> check.every(every)).toList();
      var all = queue(mx, checks);
      assertThat(reason(Checks.result(all.get(1)))).isEqualTo(Reason.SERVICE_UNAVAILABLE);
      assertThat(closedFor(mx)).isLessThanOrEqualTo(every);
      assertThat(reason(Checks.result(all.get(0)))).isEqualTo(Reason.NONE);
      assertThat(reason(Checks.result(all.get(2)))).isEqualTo(Reason.NONE);
      assertThat(reason(Checks.result(all.get(3)))).isEqualTo(Reason.NONE);
      assertGaps(mx.awaitSessions(2, SOON), Duration.ofMillis(750));
    }
  }

  @Test
  void aHostThatLimitsOurRateIsLeftAloneForLongerEachTime() {
    try (var mx = answering("450 4.2.1 too fast")) {
      Checks check = check("a").rcpt("ann@mx.test");
      assertThat(reason(Checks.result(comes(check, mx)))).isEqualTo(Reason.RATE_LIMITED);
      assertThat(closedFor(mx)).isBetween(Duration.ofMillis(500), Duration.ofSeconds(2));
      assertThat(reason(Checks.result(comes(check, mx)))).isEqualTo(Reason.RATE_LIMITED);
      assertThat(closedFor(mx)).isBetween(Duration.ofMillis(2001), Duration.ofSeconds(4));
      assertGaps(mx.awaitSessions(2, SOON), Duration.ofMillis(1500));
    }
  }

  @Test
  void aRateLimitToldToTheRandomRecipientCountsToo() {
    try (var mx =
        ScriptedSmtp.on("127.41.1.1", 0)
            .answering(rcpt -> rcpt.contains("ann@") ? OK : "450 4.2.1 too fast")) {
      Checks.result(comes(check("a").rcpt("ann@mx.test").andForNobody(), mx));
      assertThat(closedFor(mx)).isBetween(Duration.ofMillis(500), Duration.ofSeconds(2));
    }
  }

  @Test
  void aHostThatClosesAfterTheLastVerdictIsLeftAloneToo() {
    String closing = ONE.replace("250 2.0.0 ok", "421 4.3.2 closing") + "C: QUIT\nS! close";
    try (var mx = playing(HELLO + closing)) {
      ProbeResult result = Checks.result(comes(check("a").rcpt("ann@mx.test"), mx));
      assertThat(reason(result)).isEqualTo(Reason.UNCLEAN_CLOSE);
      assertThat(closedFor(mx)).isBetween(Duration.ofMillis(500), Duration.ofSeconds(2));
    }
  }

  @Test
  void noTokenForAnybodyIsNoGoodProbe() {
    try (var mx = answering("550 5.1.1 unknown")) {
      Checks.results(queue(mx, checks(4)));
      mx.nowAnswering(rcpt -> OK);
      assertThat(rateLimited(mx)).isLessThanOrEqualTo(Duration.ofSeconds(2));
      Checks.result(comes(check("unasked").rcpt("nobody@mx.test"), mx));
      assertThat(rateLimited(mx)).isGreaterThan(Duration.ofMillis(2001));
    }
  }

  /** For how long the lane is closed after the host limited our rate. */
  private Duration rateLimited(ScriptedSmtp mx) {
    mx.nowPlaying("S: 421 4.7.28 too many\nC: QUIT\nS: 221 bye");
    Checks.result(comes(check("limited"), mx));
    mx.nowAnswering(rcpt -> OK);
    return closedFor(mx);
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
  void aGoodProbeEndsTheBackoff() {
    String blocked = "S: 554 5.7.25 no reverse DNS\n" + BYE;
    try (var mx = playing(blocked, HELLO + ONE + BYE, blocked)) {
      Checks check = check("a").rcpt("ann@mx.test");
      assertThat(reason(Checks.result(comes(check, mx)))).isEqualTo(Reason.BLOCKED);
      assertThat(closedFor(mx)).isBetween(Duration.ofMillis(500), Duration.ofSeconds(2));
      assertThat(reason(Checks.result(comes(check, mx)))).isEqualTo(Reason.NONE);
      assertThat(closedFor(mx)).isLessThanOrEqualTo(GAP);
      assertThat(reason(Checks.result(comes(check, mx)))).isEqualTo(Reason.BLOCKED);
      assertThat(closedFor(mx)).isBetween(Duration.ofMillis(500), Duration.ofSeconds(2));
    }
  }

  @Test
  void aGreylistedRecipientSlowsNobody() {
    try (var mx = answering("451 4.7.1 come back later")) {
      Checks check = check("a").rcpt("ann@mx.test");
      assertThat(reason(Checks.result(comes(check, mx)))).isEqualTo(Reason.GREYLISTED);
      assertThat(closedFor(mx)).isLessThanOrEqualTo(GAP);
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
