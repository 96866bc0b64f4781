package mxping.courtesy;

import static mxping.courtesy.Checks.check;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import mxping.probe.ProbeResult;
import mxping.probe.Reason;
import mxping.scripted.ScriptedSmtp;
import mxping.scripted.Session;
import org.junit.jupiter.api.Test;

/** How long a mail host that has had enough of us is left alone, as it sees it. */
class StayingAwayTest extends Visiting {
  private static final Duration LONG_GAP = Duration.ofMinutes(1);

  @Test
  void aPlain421ClosesTheLaneForOneEveryAtMost() {
    Duration every = Duration.ofSeconds(1);
    try (var mx =
        ScriptedSmtp.on("127.41.1.1", 0)
            .answering(rcpt -> rcpt.contains("r1@") ? "421 4.3.2 closing" : OK)) {
      List<Checks> checks = checks(4).stream().map(check -> check.every(every)).toList();
      var all = queue(mx, checks);
      assertThat(reason(Checks.result(all.get(1)))).isEqualTo(Reason.SERVICE_UNAVAILABLE);
      assertThat(closedFor(lanes, mx)).isLessThanOrEqualTo(every);
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
      for (int i = 0; i < 3; i++) {
        assertThat(reason(Checks.result(comes(check, mx)))).isEqualTo(Reason.RATE_LIMITED);
      }
      List<Session> sessions = mx.awaitSessions(3, SOON);
      assertGaps(sessions.subList(0, 2), Duration.ofMillis(1500));
      assertGaps(sessions.subList(1, 3), Duration.ofSeconds(3));
    }
  }

  @Test
  void whoGivesUpHearsHowLongTheHostIsLeftAlone() {
    try (var mx = answering("450 4.2.1 too fast")) {
      assertThat(closedAfter(check("a").rcpt("ann@mx.test"), mx))
          .isBetween(LONG_GAP.plusSeconds(1), LONG_GAP.multipliedBy(2));
    }
  }

  /** For how long a lane with a long gap is closed after this visit. */
  private Duration closedAfter(Checks check, ScriptedSmtp mx) {
    Lanes slow = new Lanes(guest(LONG_GAP), open);
    assertThat(slow.visit(check.visit(mx.address()), LATE)).isInstanceOf(Visit.Served.class);
    return closedFor(slow, mx);
  }

  @Test
  void aRateLimitToldToTheRandomRecipientCountsToo() {
    try (var mx =
        ScriptedSmtp.on("127.41.1.1", 0)
            .answering(rcpt -> rcpt.contains("ann@") ? OK : "450 4.2.1 too fast")) {
      assertThat(closedAfter(check("a").rcpt("ann@mx.test").andForNobody(), mx))
          .isGreaterThan(LONG_GAP);
    }
  }

  @Test
  void aHostThatClosesAfterTheLastVerdictIsLeftAloneToo() {
    String closing = ONE.replace("250 2.0.0 ok", "421 4.3.2 closing") + "C: QUIT\nS! close";
    try (var mx = playing(HELLO + closing)) {
      assertThat(closedAfter(check("a").rcpt("ann@mx.test").every(Duration.ofHours(1)), mx))
          .isGreaterThan(LONG_GAP);
    }
  }

  @Test
  void noTokenForAnybodyIsNoGoodProbe() {
    String limited = "S: 421 4.7.28 too many\nC: QUIT\nS: 221 bye";
    try (var mx = answering("550 5.1.1 unknown")) {
      Checks.results(queue(mx, checks(4)));
      int before = mx.sessions().size();
      mx.nowPlaying(limited, HELLO + BYE, limited, HELLO + BYE);
      Checks.result(comes(check("limited"), mx));
      ProbeResult unasked = Checks.result(comes(check("unasked").rcpt("eve@mx.test"), mx));
      assertThat(unasked.up()).isTrue();
      Checks.result(comes(check("limited"), mx));
      Checks.result(comes(check("last"), mx));
      List<Session> sessions = mx.awaitSessions(before + 4, SOON);
      assertGaps(sessions.subList(before + 2, before + 4), Duration.ofSeconds(3));
    }
  }

  @Test
  void aGoodProbeEndsTheBackoff() {
    String blocked = "S: 554 5.7.25 no reverse DNS\n" + BYE;
    try (var mx = playing(blocked, HELLO + ONE + BYE, blocked)) {
      Checks check = check("a").rcpt("ann@mx.test");
      assertThat(reason(Checks.result(comes(check, mx)))).isEqualTo(Reason.BLOCKED);
      assertThat(reason(Checks.result(comes(check, mx)))).isEqualTo(Reason.NONE);
      assertThat(reason(Checks.result(comes(check, mx)))).isEqualTo(Reason.BLOCKED);
      assertThat(closedFor(lanes, mx)).isLessThanOrEqualTo(Duration.ofSeconds(2));
      assertGaps(mx.sessions().subList(0, 2), Duration.ofMillis(1500));
    }
  }

  @Test
  void aGreylistedRecipientSlowsNobody() {
    try (var mx = answering("451 4.7.1 come back later")) {
      Checks check = check("a").rcpt("ann@mx.test");
      assertThat(reason(Checks.result(comes(check, mx)))).isEqualTo(Reason.GREYLISTED);
      assertThat(closedFor(lanes, mx)).isLessThanOrEqualTo(GAP);
    }
  }
}
