package mxping.probe;

import static mxping.probe.Story.PATIENCE;
import static mxping.probe.Story.SHORT;
import static mxping.probe.Story.check;
import static mxping.probe.Story.upTo;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import mxping.check.Checks;
import mxping.check.Recipient.Expected;
import mxping.check.Until;
import mxping.scripted.ScriptedSmtp;
import mxping.scripted.Session;
import mxping.smtp.DeafHost;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Hosts that break off, hang, or talk out of turn, at each phase. */
class FaultyHostTest {
  @ParameterizedTest
  @CsvSource({
    "greeting, failed reply_timeout greeting down abort",
    "ehlo,     failed reply_timeout ehlo down unanswered",
    "mail,     failed reply_timeout mail down unanswered",
    "rcpt,     failed reply_timeout rcpt down unanswered",
    "rset,     degraded unclean_close rset up unanswered",
    "quit,     degraded unclean_close quit up unanswered",
  })
  void silence(String phase, String told) {
    String script = upTo(Story.constant(Phase.class, phase)) + "S! silence";

    Story story = Story.of(script, check().rcpt("ann@mx.test").replyLimit(SHORT));

    story.assertTold().isEqualTo(told);
    assertThat(story.session().saidQuit()).isEqualTo(!phase.equals("greeting"));
    assertThat(story.result().duration()).isBetween(SHORT, SHORT.plusSeconds(5));
  }

  @Test
  void silenceInTheMiddleOfTheGreeting() {
    Story story = Story.of("S: 220-mx.test\nS! silence", check().replyLimit(SHORT));

    story.assertTold().isEqualTo("failed reply_timeout greeting down abort");
    assertThat(story.session().said()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "greeting, close, failed connection_lost greeting down peer",
    "greeting, reset, failed connection_lost greeting down peer",
    "ehlo,     close, failed connection_lost ehlo down peer",
    "ehlo,     reset, failed connection_lost ehlo down peer",
    "mail,     close, failed connection_lost mail down peer",
    "mail,     reset, failed connection_lost mail down peer",
    "rcpt,     close, failed connection_lost rcpt down peer",
    "rcpt,     reset, failed connection_lost rcpt down peer",
    "rset,     close, degraded unclean_close rset up peer",
    "rset,     reset, degraded unclean_close rset up peer",
    "quit,     close, degraded unclean_close quit up unanswered",
    "quit,     reset, degraded unclean_close quit up unanswered",
  })
  void theEnd(String phase, String how, String told) {
    String script = upTo(Story.constant(Phase.class, phase)) + "S! " + how;

    Story story = Story.of(script, check().rcpt("ann@mx.test"));

    story.assertTold().isEqualTo(told);
  }

  @RepeatedTest(30)
  void aResetAtOnceIsTheSameWhetherItShowsSoonerOrLater() {
    Story story = Story.of("S! reset", check());

    story.assertTold().isEqualTo("failed connection_lost greeting down peer");
    assertThat(story.phases()).isEqualTo("connect");
    Story.of("S! reset", check().until(Until.CONNECT))
        .assertTold()
        .isEqualTo("ok none connect up peer");
  }

  @ParameterizedTest
  @CsvSource({"220, greeting", "220-mx, greeting", "2, greeting"})
  void anUnfinishedLineIsALoss(String part, String phase) {
    Story.of("S! raw " + part + "\nS! close", check())
        .assertTold()
        .isEqualTo("failed connection_lost %s down peer", phase);
  }

  @ParameterizedTest
  @CsvSource({
    "mail, failed service_unavailable mail down quit, 1 unasked none",
    "rcpt, failed service_unavailable rcpt down quit, 1 temporary service_unavailable",
    "rset, degraded unclean_close rset up quit,       1 accepted none",
  })
  void a421EndsTheDialogueWithQuit(String phase, String told, String recipient) {
    String script =
        upTo(Story.constant(Phase.class, phase)) + "S: 421 4.3.2 bye\nC: QUIT\nS: 221 bye";

    Story story = Story.of(script, check().rcpt("ann@mx.test"));

    story.assertTold().isEqualTo(told);
    assertThat(story.recipients()).containsExactly(recipient);
  }

  @ParameterizedTest
  @CsvSource({
    "greeting, failed service_unavailable greeting down peer",
    "ehlo,     failed service_unavailable ehlo down peer",
    "mail,     failed service_unavailable mail down peer",
    "rcpt,     failed service_unavailable rcpt down peer",
    "rset,     degraded unclean_close rset up peer",
  })
  void a421MayBeTheLastWord(String phase, String told) {
    String script = upTo(Story.constant(Phase.class, phase)) + "S: 421 4.3.2 bye\nS! close";

    Story.of(script, check().rcpt("ann@mx.test")).assertTold().isEqualTo(told);
  }

  @ParameterizedTest
  @CsvSource({
    "greeting, deadline_exceeded, abort",
    "ehlo,     deadline_exceeded, unanswered",
    "rcpt,     deadline_exceeded, unanswered",
  })
  void aDripEndsWithTheDeadline(String phase, String reason, String closing) {
    Duration deadline = Duration.ofMillis(1500);
    String script =
        upTo(Story.constant(Phase.class, phase))
            + "S! drip 100ms\nS: 250 this takes much longer than the deadline would allow";

    Story story = Story.of(script, check().rcpt("ann@mx.test").timeout(deadline));

    story.assertTold().isEqualTo("failed %s %s down %s", reason, phase, closing);
    assertThat(story.session().saidQuit()).isEqualTo(closing.equals("unanswered"));
    assertThat(story.result().duration()).isBetween(deadline, deadline.plusSeconds(3));
  }

  @Test
  void theWaitForTheAnswerToQuitEndsWithTheDeadlineToo() {
    Duration deadline = Duration.ofMillis(1500);
    String script = upTo(Phase.QUIT) + "S! drip 100ms\nS: 221 this takes longer than the deadline";

    Story story = Story.of(script, check().rcpt("ann@mx.test").timeout(deadline));

    story.assertTold().isEqualTo("degraded unclean_close quit up unanswered");
    assertThat(story.result().duration()).isBetween(deadline, deadline.plusSeconds(3));
  }

  @Test
  void aDripEndsWithThePhasesOwnLimit() {
    Story story =
        Story.of(
            "S! drip 100ms\nS: 220 this takes much longer than the limit would allow",
            check().replyLimit(SHORT));

    story.assertTold().isEqualTo("failed reply_timeout greeting down abort");
  }

  @Test
  void aSlowHostMeetsTheDeadlineThoughEachReplyIsInTime() {
    Duration deadline = Duration.ofMillis(1500);
    String script =
        """
        S: 220 mx.test
        C: EHLO probe.test
        S! pause 1s
        S: 250 mx.test
        C: MAIL FROM:<>
        S! silence
        """;

    Story story = Story.of(script, check().rcpt("ann@mx.test").timeout(deadline));

    story.assertTold().isEqualTo("failed deadline_exceeded mail down unanswered");
    assertThat(story.session().said()).endsWith("QUIT");
    assertThat(story.result().duration()).isBetween(deadline, deadline.plusSeconds(3));
  }

  @ParameterizedTest
  @CsvSource({
    "rset, 'S: 550 5.5.1 no\nC: QUIT\nS: 221 bye', degraded unclean_close rset up quit",
    "rset, 'S: 250-a\nS: 251 b\nC: QUIT\nC! close', degraded unclean_close rset up unanswered",
    "quit, 'S: 500 what', degraded unclean_close quit up unanswered",
    "quit, 'S: 250 ok', degraded unclean_close quit up unanswered",
  })
  void anUncleanCloseKeepsTheVerdicts(String phase, String then, String told) {
    String script =
        upTo(Story.constant(Phase.class, phase)).replace("250 2.1.5 ok", "550 5.1.1 no") + then;

    Story story = Story.of(script, check().rcpt(Expected.REJECTED, "ann@mx.test"));

    story.assertTold().isEqualTo(told);
    assertThat(story.recipients()).containsExactly("1 rejected none");
  }

  @Test
  void anUncleanCloseDoesNotHideAFailure() {
    String script = upTo(Phase.RSET).replace("250 2.1.5 ok", "550 5.1.1 no") + "S! close";

    Story story = Story.of(script, check().rcpt("ann@mx.test"));

    story.assertTold().isEqualTo("failed rcpt_unknown rcpt up peer");
    assertThat(story.findings())
        .containsExactly("failed rcpt_unknown rcpt", "degraded unclean_close rset");
  }

  @ParameterizedTest
  @CsvSource({
    "421 4.3.2 bye, failed service_unavailable rset down quit",
    "451 later,     failed service_unavailable rset down quit",
    "550 5.5.1 no,  failed protocol_error rset down quit",
  })
  void aRefusedRsetLeavesTheOthersUnasked(String reply, String told) {
    String script = upTo(Phase.RSET) + "S: " + reply + "\nC: QUIT\nS: 221 bye";

    Story story = Story.of(script, check().rcpt("ann@mx.test", "bob@mx.test"));

    story.assertTold().isEqualTo(told);
    assertThat(story.recipients()).containsExactly("1 accepted none", "2 unasked none");
  }

  @Test
  void lostBetweenTwoRecipients() {
    String script = upTo(Phase.RSET) + "S! close";

    Story story = Story.of(script, check().rcpt("ann@mx.test", "bob@mx.test"));

    story.assertTold().isEqualTo("failed connection_lost rset down peer");
    assertThat(story.recipients()).containsExactly("1 accepted none", "2 unasked none");
  }

  @Test
  void nonsenseToTheMadeUpRecipientIsNoLessOfAnError() {
    try (var mx =
        ScriptedSmtp.answering(rcpt -> rcpt.contains("ann@") ? "250 2.1.5 ok" : "354 go on")) {
      Story.of(mx, check().rcpt("ann@mx.test").catchAll())
          .assertTold()
          .isEqualTo("failed protocol_error rcpt down quit");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'S! silence',                         abort",
    "'S! close',                           peer",
    "'S: 220 mx\nC: QUIT\nS! close',       unanswered",
    "'S: 220 mx\nC: QUIT\nS! silence',     unanswered",
    "'S: 220 mx\nC: QUIT\nS: 500 what',    unanswered",
    "'S: 554 go away\nC: QUIT\nS: 221 ok', quit",
    "'S! garbage\nC! close',               abort",
  })
  void untilConnectNothingOfTheRestCounts(String script, String closing) {
    Story.of(script, check().until(Until.CONNECT).replyLimit(SHORT))
        .assertTold()
        .isEqualTo("ok none connect up " + closing);
  }

  @Test
  void nobodyListens() {
    ScriptedSmtp gone = ScriptedSmtp.on("127.61.5.1", 0).playing("S: 220 mx.test");
    gone.close();

    ProbeResult result = Story.probe(gone.address(), check().rcpt("ann@mx.test").check());

    assertThat(Story.told(result)).isEqualTo("failed connect_refused connect down -");
    assertThat(result.phases()).isEmpty();
    assertThat(result.neverConnected()).isTrue();
    assertThat(result.recipients()).extracting(r -> r.verdict()).containsExactly(Verdict.UNASKED);
  }

  @ParameterizedTest
  @CsvSource({
    "700ms, 20s,   failed connect_timeout connect down -",
    "20s,   700ms, failed deadline_exceeded connect down -",
  })
  void nobodyAnswers(String connect, String timeout, String told) {
    try (var deaf = DeafHost.on("127.61.5.2", 0)) {
      Checks check =
          check()
              .connectLimit(connect.equals("20s") ? PATIENCE : SHORT)
              .timeout(timeout.equals("20s") ? PATIENCE : SHORT);

      ProbeResult result = Story.probe(deaf.address(), check.check());

      assertThat(Story.told(result)).isEqualTo(told);
      assertThat(result.duration()).isBetween(SHORT, SHORT.plusSeconds(3));
    }
  }

  @Test
  void aSourceAddressThatIsNotOursIsOurTrouble() {
    try (var mx = ScriptedSmtp.playing("S: 220 mx.test")) {
      assertThat(Story.told(Story.probe(mx.address(), check().source("192.0.2.7").check())))
          .isEqualTo("inconclusive internal_error connect down -");
    }
  }

  @ParameterizedTest
  @CsvSource({"ehlo, true", "rcpt, true", "greeting, false"})
  void hangingUpSaysQuitToASilentHostWhereItMay(String phase, boolean quits) throws Exception {
    OpenDialogues open = new OpenDialogues();
    Phase silent = Story.constant(Phase.class, phase);
    long expectedLines = upTo(silent).lines().filter(line -> line.startsWith("C:")).count();

    try (var mx = ScriptedSmtp.playing(upTo(silent) + "S! silence")) {
      CompletableFuture<ProbeResult> probe =
          CompletableFuture.supplyAsync(
              () -> Story.probe(mx.address(), check().rcpt("ann@mx.test").check(), open));
      Session session = mx.awaitAccepted(1, PATIENCE).getFirst();
      while (session.lines().size() < expectedLines) {
        Thread.onSpinWait();
        session = mx.sessions().getFirst();
      }
      while (!probe.isDone()) {
        open.hangUp(); // again, should the connection not have been known yet
        Thread.onSpinWait();
      }

      assertThat(mx.awaitSessions(1, PATIENCE).getFirst().saidQuit()).isEqualTo(quits);
      assertThat(probe.get().deciding().reason()).isEqualTo(Reason.CONNECTION_LOST);
    }
  }
}
