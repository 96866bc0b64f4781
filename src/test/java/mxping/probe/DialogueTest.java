package mxping.probe;

import static mxping.probe.Story.PATIENCE;
import static mxping.probe.Story.check;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import mxping.check.Checks;
import mxping.check.Until;
import mxping.scripted.ScriptedSmtp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What exactly is said, command by command, to hosts that keep to the protocol. */
class DialogueTest {
  @Test
  void aGoodHostIsAskedAndLeftInPeace() {
    String script =
        """
        C! nothing 50ms
        S: 220-mx.test ESMTP
        C! nothing 100ms
        S: 220 go ahead
        C: EHLO probe.test
        S: 250-mx.test
        S: 250-PIPELINING
        S: 250 SIZE 1000
        C: MAIL FROM:<>
        S: 250 2.1.0 ok
        C: RCPT TO:<ann@mx.test>
        S: 250 2.1.5 ok
        C: RSET
        S: 250 2.0.0 ok
        C: QUIT
        S: 221 2.0.0 bye
        """;

    Story story = Story.of(script, check().rcpt("ann@mx.test"));

    story.assertTold().isEqualTo("ok none rcpt up quit");
    assertThat(story.recipients()).containsExactly("1 accepted none");
    assertThat(story.phases())
        .isEqualTo("connect greeting=220 ehlo=250 mail=250 rcpt=250 rset=250 quit=221");
    assertThat(story.result().capabilities().parameters()).hasToString("{PIPELINING=, SIZE=1000}");
    assertThat(story.decidingCode()).contains(250);
    assertThat(story.findings()).isEmpty();
  }

  @Test
  void eachRecipientHasATransactionOfItsOwnAndARefusedOneEndsItsOwnOnly() {
    String script =
        """
        S: 220 mx.test
        C: EHLO probe.test
        S: 250 mx.test
        C: MAIL FROM:<>
        S: 250 2.1.0 ok
        C: RCPT TO:<ann@mx.test>
        S: 250 2.1.5 ok
        C: RSET
        S: 250 2.0.0 ok
        C: MAIL FROM:<>
        S: 250 2.1.0 ok
        C: RCPT TO:<bob@mx.test>
        S: 550 5.1.1 no such user
        C: RSET
        S: 250 2.0.0 ok
        C: MAIL FROM:<>
        S: 250 2.1.0 ok
        C: RCPT TO:<cid@mx.test>
        S: 450 4.7.1 later
        C: RSET
        S: 250 2.0.0 ok
        C: QUIT
        S: 221 2.0.0 bye
        """;

    Story story = Story.of(script, check().rcpt("ann@mx.test", "bob@mx.test", "cid@mx.test"));

    story.assertTold().isEqualTo("failed rcpt_unknown rcpt up quit");
    assertThat(story.recipients())
        .containsExactly("1 accepted none", "2 rejected rcpt_unknown", "3 temporary greylisted");
    assertThat(story.findings())
        .containsExactly("failed rcpt_unknown rcpt", "inconclusive greylisted rcpt");
    assertThat(story.decidingCode()).contains(550);
  }

  @Test
  void aRefusedSenderLeavesAllUnasked() {
    String script =
        """
        S: 220 mx.test
        C: EHLO probe.test
        S: 250 mx.test
        C: MAIL FROM:<probe@example.test>
        S: 550 5.7.1 not you
        C: QUIT
        S: 221 2.0.0 bye
        """;

    Story story =
        Story.of(script, check().mailFrom("probe@example.test").rcpt("ann@mx.test", "bob@mx.test"));

    story.assertTold().isEqualTo("failed sender_rejected mail up quit");
    assertThat(story.recipients()).containsExactly("1 unasked none", "2 unasked none");
  }

  @Test
  void heloIsForThoseWhoDoNotKnowEhlo() {
    String script =
        """
        S: 220 mx.test
        C: EHLO probe.test
        S: 500 5.5.2 what
        C: HELO probe.test
        S: 250 mx.test
        C: MAIL FROM:<>
        S: 250 ok
        C: RCPT TO:<ann@mx.test>
        S: 250 ok
        C: RSET
        S: 250 ok
        C: QUIT
        S: 221 bye
        """;

    Story story = Story.of(script, check().rcpt("ann@mx.test"));

    story.assertTold().isEqualTo("ok none rcpt up quit");
    assertThat(story.phases()).contains("ehlo=250");
    assertThat(story.result().capabilities().keywords()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # what comes to HELO after EHLO got a 502
          S: 502 5.5.1 what ~ C: QUIT ~ S: 221 bye  | failed command_rejected ehlo down quit
          S: 421 4.3.2 bye ~ C: QUIT ~ S: 221 bye   | failed service_unavailable ehlo down quit
          S: 451 later ~ C: QUIT ~ S: 221 bye       | failed service_unavailable ehlo down quit
          S! close                                  | failed command_rejected ehlo down peer
          S! reset                                  | failed command_rejected ehlo down peer
          """)
  void ehloRefusedAndThen(String then, String told) {
    String script =
        """
        S: 220 mx.test
        C: EHLO probe.test
        S: 502 5.5.1 what
        C: HELO probe.test
        """;

    Story story = Story.of(script + then.replace(" ~ ", "\n"), check());

    story.assertTold().isEqualTo(told);
  }

  @Test
  void ehloRefusedAndLostBeforeHelo() {
    Story story =
        Story.of("S: 220 mx.test\nC: EHLO probe.test\nS: 502 5.5.1 what\nS! close", check());

    story.assertTold().isEqualTo("failed command_rejected ehlo down peer");
    assertThat(story.decidingCode()).contains(502);
  }

  @Test
  void untilConnectSaysQuitAsSoonAsItMay() {
    String script =
        """
        S: 220-mx.test
        C! nothing 50ms
        S: 220 ready
        C: QUIT
        S: 221 bye
        """;

    Story story = Story.of(script, check().until(Until.CONNECT));

    story.assertTold().isEqualTo("ok none connect up quit");
    assertThat(story.phases()).isEqualTo("connect");
  }

  @Test
  void untilGreeting() {
    Story story = Story.of("S: 220 mx\nC: QUIT\nS: 221 bye", check().until(Until.GREETING));

    story.assertTold().isEqualTo("ok none greeting up quit");
    assertThat(story.phases()).isEqualTo("connect greeting=220 quit=221");
  }

  @Test
  void untilEhlo() {
    String script =
        """
        S: 220 mx.test
        C: EHLO probe.test
        S: 250 mx.test
        C: QUIT
        S: 221 bye
        """;

    Story.of(script, check().until(Until.EHLO)).assertTold().isEqualTo("ok none ehlo up quit");
  }

  @Test
  void untilMail() {
    String script =
        """
        S: 220 mx.test
        C: EHLO probe.test
        S: 250 mx.test
        C: MAIL FROM:<probe@example.test>
        S: 250 ok
        C: RSET
        S: 250 ok
        C: QUIT
        S: 221 bye
        """;

    Story.of(script, check().mailFrom("probe@example.test").until(Until.MAIL))
        .assertTold()
        .isEqualTo("ok none mail up quit");
  }

  @Test
  void untilMailRefused() {
    String script = Story.upTo(Phase.MAIL) + "S: 550 5.7.1 no\nC: QUIT\nS: 221 bye";

    Story.of(script, check().until(Until.MAIL))
        .assertTold()
        .isEqualTo("failed sender_rejected mail up quit");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          250 2.1.5 ok           | inconclusive catch_all rcpt  | catch_all accepted catch_all
          550 5.1.1 no such user | ok none rcpt                 | catch_all rejected none
          554 5.7.1 denied       | ok none rcpt                 | catch_all rejected none
          """)
  void aMadeUpRecipientIsAskedForAfterTheOthers(String reply, String told, String recipient) {
    String script =
        """
        S: 220 mx.test
        C: EHLO probe.test
        S: 250 mx.test
        C: MAIL FROM:<>
        S: 250 ok
        C: RCPT TO:<ann@mx.test>
        S: 250 2.1.5 ok
        C: RSET
        S: 250 ok
        C: MAIL FROM:<>
        S: 250 ok
        C: RCPT TO:<mxping-*@mx.test>
        S: %s
        C: RSET
        S: 250 ok
        C: QUIT
        S: 221 bye
        """
            .formatted(reply);

    Story story = Story.of(script, check().rcpt("ann@mx.test").catchAll());

    story.assertTold().isEqualTo(told + " up quit");
    assertThat(story.recipients()).containsExactly("1 accepted none", recipient);
  }

  @ParameterizedTest
  @CsvSource({
    "450 4.7.1 later, temporary",
    "451 4.3.0 trouble, temporary",
    "252 who knows, ambiguous"
  })
  void aMadeUpRecipientThatIsNotDecidedOnSaysNothingOfTheHost(String reply, String verdict) {
    try (var mx = ScriptedSmtp.answering(rcpt -> rcpt.contains("ann@") ? "250 2.1.5 ok" : reply)) {
      Story story = Story.of(mx, check().rcpt("ann@mx.test").catchAll());

      assertThat(story.findings()).isEmpty();
      assertThat(story.result().recipients())
          .extracting(r -> r.name() + " " + r.verdict().label())
          .containsExactly("1 accepted", "catch_all " + verdict);
    }
  }

  @Test
  void aMadeUpRecipientIsAnotherOneEachTime() {
    try (var mx = ScriptedSmtp.answering(rcpt -> "550 5.1.1 no")) {
      for (int i = 0; i < 2; i++) {
        Story.of(mx, Checks.domain("example.test").catchAll());
      }

      assertThat(mx.awaitSessions(2, PATIENCE))
          .extracting(session -> session.said().get(2))
          .allMatch(rcpt -> rcpt.matches("RCPT TO:<mxping-[0-9a-f]{16}@example\\.test>"))
          .doesNotHaveDuplicates();
    }
  }

  @Test
  void theNameOfTheCheckIsPresentedElseThatOfTheMachineElseTheSocketsAddress() {
    String script = "S: 220 mx\nC: EHLO %s\nS: 250 mx\nC: QUIT\nS: 221 bye";

    Story.of(script.formatted("other.test"), check().helo("other.test"))
        .assertTold()
        .isEqualTo("ok none ehlo up quit");
    Story.of(script.formatted("probe.test"), check())
        .assertTold()
        .isEqualTo("ok none ehlo up quit");
    try (var mx = ScriptedSmtp.playing(script.formatted("[127.61.4.1]"))) {
      ProbeResult result =
          Story.probe(
              new Prober(check().source("127.61.4.1").check(), Optional.empty()),
              mx.address(),
              new OpenDialogues());
      assertThat(Story.told(result)).isEqualTo("ok none ehlo up quit");
    }
  }
}
