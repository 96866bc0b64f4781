package mxping.probe;

import static mxping.probe.Story.check;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import mxping.check.Recipient.Notify;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is asked for only of hosts that offer it: DSN (RFC 3461) and SMTPUTF8 (RFC 6531). */
class ExtensionsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # wishes              | with DSN offered
          SUCCESS FAILURE DELAY | RET=HDRS | NOTIFY=SUCCESS,FAILURE,DELAY
          DELAY SUCCESS         | RET=HDRS | NOTIFY=SUCCESS,DELAY
          NEVER                 | RET=HDRS | NOTIFY=NEVER
          """)
  void dsnIsAskedForWhereOffered(String wishes, String ret, String notify) {
    String script =
        """
        S: 220 mx.test
        C: EHLO probe.test
        S: 250-mx.test
        S: 250 DSN
        C: MAIL FROM:<> %s
        S: 250 2.1.0 ok
        C: RCPT TO:<ann@mx.test> %s
        S: 250 2.1.5 ok
        C: RSET
        S: 250 2.0.0 ok
        C: QUIT
        S: 221 bye
        """
            .formatted(ret, notify);
    Notify[] all = Arrays.stream(wishes.split(" ", -1)).map(Notify::valueOf).toArray(Notify[]::new);

    Story story = Story.of(script, check().notifying("ann@mx.test", all));

    story.assertTold().isEqualTo("ok none rcpt up quit");
    assertThat(story.recipients()).containsExactly("1 accepted none");
  }

  @Test
  void dsnNotOfferedIsSaidAndDoneWithout() {
    String script =
        Story.upTo(Phase.QUIT).replace("S: 250 2.1.5 ok", "S: 550 5.1.1 no") + "S: 221 bye";

    Story story = Story.of(script, check().notifying("ann@mx.test", Notify.NEVER));

    assertThat(story.recipients())
        .containsExactly("1 rejected rcpt_unknown (DSN not offered, asked without NOTIFY)");
  }

  @Test
  void dsnIsNotAskedForWhereNobodyWishes() {
    String script =
        Story.upTo(Phase.QUIT).replace("S: 250 mx.test", "S: 250-mx.test\nS: 250 DSN")
            + "S: 221 bye";

    Story.of(script, check().rcpt("ann@mx.test")).assertTold().isEqualTo("ok none rcpt up quit");
  }

  @Test
  void aNonAsciiAddressIsSentUnderSmtputf8() {
    String script =
        """
        S: 220 mx.test
        C: EHLO probe.test
        S: 250-mx.test
        S: 250-8BITMIME
        S: 250 SMTPUTF8
        C: MAIL FROM:<> SMTPUTF8
        S: 250 2.1.0 ok
        C: RCPT TO:<jürgen@mx.test>
        S: 250 2.1.5 ok
        C: RSET
        S: 250 2.0.0 ok
        C: MAIL FROM:<>
        S: 250 2.1.0 ok
        C: RCPT TO:<ann@mx.test>
        S: 250 2.1.5 ok
        C: RSET
        S: 250 2.0.0 ok
        C: QUIT
        S: 221 bye
        """;

    Story story = Story.of(script, check().rcpt("jürgen@mx.test", "ann@mx.test"));

    story.assertTold().isEqualTo("ok none rcpt up quit");
  }

  @Test
  void aNonAsciiAddressIsNotSentWithoutSmtputf8AndTheOthersAre() {
    String script = Story.upTo(Phase.QUIT) + "S: 221 bye";

    Story story = Story.of(script, check().rcpt("jürgen@mx.test", "ann@mx.test"));

    story.assertTold().isEqualTo("failed capability_missing mail up quit");
    assertThat(story.result().recipients())
        .extracting(r -> r.name() + " " + r.verdict().label())
        .containsExactly("1 unasked", "2 accepted");
  }
}
