package mxping.probe;

import static mxping.probe.Story.check;
import static mxping.probe.Story.upTo;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Hosts that talk when it is not their turn, or no SMTP at all. */
class OutOfTurnTest {
  @ParameterizedTest
  @CsvSource({
    "greeting, 220 mx.test,  failed service_unavailable ehlo down",
    "ehlo,     250 mx.test,  failed service_unavailable mail down",
    "mail,     250 2.1.0 ok, failed service_unavailable rcpt down",
    "rcpt,     250 2.1.5 ok, degraded unclean_close rset up",
  })
  void anEarly421AnswersTheNextCommandWhichIsNotSent(String phase, String reply, String told) {
    String script =
        upTo(Story.constant(Phase.class, phase))
            + "S: "
            + reply
            + "\nS: 421 4.3.2 bye\nC: QUIT\nS: 221 bye";

    Story.of(script, check().rcpt("ann@mx.test")).assertTold().isEqualTo(told + " quit");
  }

  @Test
  void anEarly421InPlaceOfTheAnswerToQuit() {
    String script = upTo(Phase.RSET) + "S: 250 2.0.0 ok\nS: 421 4.4.2 idle\nC! close";

    Story.of(script, check().rcpt("ann@mx.test"))
        .assertTold()
        .isEqualTo("degraded unclean_close quit up peer");
  }

  @ParameterizedTest
  @CsvSource({
    "greeting, 220 mx.test,  failed protocol_error greeting down",
    "ehlo,     250 mx.test,  failed protocol_error ehlo down",
    "mail,     250 2.1.0 ok, failed protocol_error mail down",
    "rcpt,     250 2.1.5 ok, degraded unclean_close rset up",
    "rset,     250 2.0.0 ok, degraded unclean_close quit up",
  })
  void twoRepliesAtOnceAreBlamedOnThePhaseJustDone(String phase, String reply, String told) {
    String script =
        upTo(Story.constant(Phase.class, phase))
            + "S: "
            + reply
            + "\nS: 250 and another\nC: QUIT\nC! close";

    Story.of(script, check().rcpt("ann@mx.test")).assertTold().isEqualTo(told + " unanswered");
  }

  @Test
  void twoRepliesAtOnceToARecipientThatIsNotTheLast() {
    String script = upTo(Phase.RCPT) + "S: 250 2.1.5 ok\nS: 550 5.1.1 or not\nC: QUIT\nC! close";

    Story story = Story.of(script, check().rcpt("ann@mx.test", "bob@mx.test"));

    story.assertTold().isEqualTo("failed protocol_error rcpt down unanswered");
    assertThat(story.recipients()).containsExactly("1 accepted none", "2 unasked none");
  }

  @Test
  void twoRepliesAtOnceToEhloBeforeHelo() {
    String script = upTo(Phase.EHLO) + "S: 502 what\nS: 502 what\nC: QUIT\nC! close";

    Story.of(script, check()).assertTold().isEqualTo("failed protocol_error ehlo down unanswered");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          S! raw HTTP/1.1 400 Bad Request\\r\\n\\r\\n | not_smtp
          S! raw SSH-2.0-OpenSSH_9.6\\r\\n            | not_smtp
          S! raw +OK ready\\r\\n                      | not_smtp
          S! raw * OK IMAP4rev1\\r\\n                 | not_smtp
          S! raw \\x15\\x03\\x01\\x00\\x02\\x02\\x0A  | not_smtp
          S! garbage                                  | not_smtp
          S: 220-mx.test ~ S: hello                   | protocol_error
          S: 220-mx.test ~ S: 250 hello               | protocol_error
          S: 620 mx.test                              | protocol_error
          S! flood                                    | protocol_error
          """)
  void aStrangerIsLeftWithoutAWord(String greeting, String reason) {
    Story story = Story.of(greeting.replace(" ~ ", "\n") + closing(greeting), check());

    story.assertTold().isEqualTo("failed %s greeting down abort", reason);
    assertThat(story.session().said()).isEmpty();
  }

  private static String closing(String script) {
    return script.equals("S! flood") ? "" : "\nC! close";
  }

  @ParameterizedTest
  @CsvSource({
    "garbage, ehlo, failed protocol_error ehlo down unanswered",
    "flood,   ehlo, failed protocol_error ehlo down unanswered",
    "garbage, rcpt, failed protocol_error rcpt down unanswered",
    "flood,   rcpt, failed protocol_error rcpt down unanswered",
    "garbage, rset, degraded unclean_close rset up unanswered",
    "flood,   quit, degraded unclean_close quit up unanswered",
  })
  void noise(String fault, String phase, String told) {
    String end = fault.equals("flood") ? "S! flood" : "S! garbage\nS! silence";

    Story story =
        Story.of(upTo(Story.constant(Phase.class, phase)) + end, check().rcpt("ann@mx.test"));

    story.assertTold().isEqualTo(told);
  }
}
