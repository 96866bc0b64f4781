package mxping.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.stream.Collectors;
import mxping.check.Recipient.Expected;
import mxping.scripted.ScriptedSmtp;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What each reply of the contract's table means, as a scripted mail host sends it; {@code /} stands
 * between the lines of a reply.
 */
class ReplyTableTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # phase  | reply                         | outcome      | reason              | fault  | up
          greeting | 421 4.3.2 shutting down       | failed       | service_unavailable | server | false
          greeting | 421 too busy                  | failed       | service_unavailable | server | false
          greeting | 421 4.7.0 too many            | inconclusive | rate_limited        | client | true
          greeting | 421 4.7.28 flood              | inconclusive | rate_limited        | client | true
          greeting | 450 4.3.2 overload            | failed       | service_unavailable | server | false
          greeting | 451 4.7.1 later               | failed       | service_unavailable | server | false
          greeting | 450 4.7.25 no reverse name    | inconclusive | blocked             | client | true
          greeting | 554 no service here           | failed       | greeting_rejected   | policy | false
          greeting | 521 5.3.2 no mail             | failed       | greeting_rejected   | policy | false
          greeting | 550 5.7.1 your address        | failed       | greeting_rejected   | policy | false
          greeting | 554 5.7.25 no reverse name    | inconclusive | blocked             | client | true
          greeting | 550 5.7.606 banned            | inconclusive | blocked             | client | true
          greeting | 250 hello                     | failed       | protocol_error      | server | false
          greeting | 354 go on                     | failed       | protocol_error      | server | false
          greeting | 120 soon                      | failed       | protocol_error      | server | false

          ehlo     | 421 4.3.2 shutting down       | failed       | service_unavailable | server | false
          ehlo     | 421 4.7.0 too many            | inconclusive | rate_limited        | client | true
          ehlo     | 450 4.3.2 overload            | failed       | service_unavailable | server | false
          ehlo     | 451 later                     | failed       | service_unavailable | server | false
          ehlo     | 550 5.7.25 no reverse name    | inconclusive | blocked             | client | true
          ehlo     | 354 go on                     | failed       | protocol_error      | server | false
          ehlo     | 150 soon                      | failed       | protocol_error      | server | false

          mail     | 421 4.3.2 shutting down       | failed       | service_unavailable | server | false
          mail     | 421 4.7.0 too many            | inconclusive | rate_limited        | client | true
          mail     | 450 4.7.28 flood              | inconclusive | rate_limited        | client | true
          mail     | 452 4.5.3 too many            | inconclusive | rate_limited        | client | true
          mail     | 450 4.7.1 greylisted          | inconclusive | greylisted          | policy | true
          mail     | 451 4.3.2 not now             | inconclusive | greylisted          | policy | true
          mail     | 450 4.2.0 not now             | inconclusive | greylisted          | policy | true
          mail     | 451 4.3.0 trouble             | failed       | server_trouble      | server | true
          mail     | 452 4.3.1 disk full           | failed       | server_trouble      | server | true
          mail     | 452 disk full                 | failed       | server_trouble      | server | true
          mail     | 451 later                     | inconclusive | deferred            | server | true
          mail     | 452 4.2.2 odd                 | inconclusive | deferred            | server | true
          mail     | 550 no                        | failed       | sender_rejected     | client | true
          mail     | 553 5.1.7 no such syntax      | failed       | sender_rejected     | client | true
          mail     | 550 5.7.1 no                  | failed       | sender_rejected     | client | true
          mail     | 501 5.5.4 no                  | failed       | sender_rejected     | client | true
          mail     | 550 5.7.25 no reverse name    | inconclusive | blocked             | client | true
          mail     | 550 5.7.649 banned            | inconclusive | blocked             | client | true
          mail     | 354 go on                     | failed       | protocol_error      | server | false
          """)
  void saysWhyTheDialogueEnds(
      String phase, String reply, String outcome, String reason, String fault, boolean up) {
    String script =
        Story.upTo(Story.constant(Phase.class, phase))
            + lines(reply).lines().map(line -> "S: " + line + "\n").collect(Collectors.joining())
            + "C: QUIT\nS: 221 2.0.0 bye";

    Story story = Story.of(script, Story.check().rcpt("ann@mx.test"));

    Finding deciding = story.result().deciding();
    story.assertTold().isEqualTo("%s %s %s %s quit", outcome, reason, phase, up ? "up" : "down");
    assertThat(deciding.reason().fault().label()).isEqualTo(fault);
    assertThat(story.decidingCode()).contains(Integer.valueOf(reply.substring(0, 3)));
    assertThat(story.recipients()).containsExactly("1 unasked none");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # reply                            | outcome      | reason              | fault  | verdict   | up
          250 ok                             | ok           | none                | none   | accepted  | true
          250 2.1.5 ok                       | ok           | none                | none   | accepted  | true
          250 2.0.0 ok                       | ok           | none                | none   | accepted  | true
          251 2.1.5 will forward             | ok           | none                | none   | accepted  | true
          250-2.1.5 ok / 250 2.1.0 ok        | ok           | none                | none   | accepted  | true

          252 cannot verify                  | inconclusive | ambiguous           | server | ambiguous | true
          252 2.1.5 cannot verify            | inconclusive | ambiguous           | server | ambiguous | true
          220 odd                            | inconclusive | ambiguous           | server | ambiguous | true
          253 odd                            | inconclusive | ambiguous           | server | ambiguous | true
          250 2.5.0 odd                      | inconclusive | ambiguous           | server | ambiguous | true
          250 2.7.0 odd                      | inconclusive | ambiguous           | server | ambiguous | true
          250 5.1.1 contradicts itself       | inconclusive | ambiguous           | server | ambiguous | true
          250 4.2.0 contradicts itself       | inconclusive | ambiguous           | server | ambiguous | true
          550 4.7.1 contradicts itself       | inconclusive | ambiguous           | server | ambiguous | true
          550 2.1.5 contradicts itself       | inconclusive | ambiguous           | server | ambiguous | true
          552 4.2.2 contradicts itself       | inconclusive | ambiguous           | server | ambiguous | true
          450 5.1.1 contradicts itself       | inconclusive | ambiguous           | server | ambiguous | true

          421 4.3.2 shutting down            | failed       | service_unavailable | server | temporary | false
          421 too busy                       | failed       | service_unavailable | server | temporary | false
          421 5.7.1 contradicts itself       | failed       | service_unavailable | server | temporary | false
          421 4.7.0 too many                 | inconclusive | rate_limited        | client | temporary | true
          421 4.7.66 too many                | inconclusive | rate_limited        | client | temporary | true
          450 4.7.28 flood                   | inconclusive | rate_limited        | client | temporary | true
          550 5.7.28 flood                   | inconclusive | rate_limited        | client | rejected  | true
          450 4.2.1 asked too often          | inconclusive | rate_limited        | client | temporary | true
          452 4.5.3 too many recipients      | inconclusive | rate_limited        | client | temporary | true

          450 4.2.0 greylisted               | inconclusive | greylisted          | policy | temporary | true
          451 4.2.0 greylisted               | inconclusive | greylisted          | policy | temporary | true
          450 4.7.1 greylisted               | inconclusive | greylisted          | policy | temporary | true
          451 4.7.1 greylisted               | inconclusive | greylisted          | policy | temporary | true
          450 4.3.2 greylisted               | inconclusive | greylisted          | policy | temporary | true
          451 4.3.2 greylisted               | inconclusive | greylisted          | policy | temporary | true

          452 disk full                      | failed       | server_trouble      | server | temporary | true
          452 4.3.1 disk full                | failed       | server_trouble      | server | temporary | true
          451 4.3.0 table lookup failed      | failed       | server_trouble      | server | temporary | true
          450 4.3.5 misconfigured            | failed       | server_trouble      | server | temporary | true
          454 4.3.2 not from our list        | failed       | server_trouble      | server | temporary | true
          452-4.3.1 a / 452 4.2.2 b          | failed       | server_trouble      | server | temporary | true

          450 later                          | inconclusive | deferred            | server | temporary | true
          451 later                          | inconclusive | deferred            | server | temporary | true
          450 4.1.1 unverified               | inconclusive | deferred            | server | temporary | true
          450 4.4.1 no answer from behind    | inconclusive | deferred            | server | temporary | true
          454 4.7.1 not from our list        | inconclusive | deferred            | server | temporary | true
          450-4.7.1 a / 450 4.2.0 b          | inconclusive | deferred            | server | temporary | true

          550 5.1.1 no such user             | failed       | rcpt_unknown        | server | rejected  | true
          554 5.1.1 no such user             | failed       | rcpt_unknown        | server | rejected  | true
          550 5.1.2 no such domain           | failed       | rcpt_unknown        | server | rejected  | true
          550 5.1.6 moved                    | failed       | rcpt_unknown        | server | rejected  | true
          550 5.1.10 null MX                 | failed       | rcpt_unknown        | server | rejected  | true
          550 5.4.1 no access                | failed       | rcpt_unknown        | server | rejected  | true
          550 no such user                   | failed       | rcpt_unknown        | server | rejected  | true
          551 not local                      | failed       | rcpt_unknown        | server | rejected  | true
          553 no such mailbox                | failed       | rcpt_unknown        | server | rejected  | true
          550-5.1.1 a / 550 5.7.1 b          | failed       | rcpt_unknown        | server | rejected  | true
          550-5.1.1 a / 550 see our page     | failed       | rcpt_unknown        | server | rejected  | true
          550-5.1.1 a / 550 5.1.1 b          | failed       | rcpt_unknown        | server | rejected  | true

          550 5.2.1 disabled                 | failed       | rcpt_disabled       | server | rejected  | true
          552 5.2.2 full                     | failed       | rcpt_full           | server | rejected  | true
          550 5.2.2 full                     | failed       | rcpt_full           | server | rejected  | true
          452 4.2.2 full                     | failed       | rcpt_full           | server | temporary | true
          552 full                           | failed       | rcpt_full           | server | rejected  | true

          501 syntax                         | failed       | rcpt_rejected       | server | rejected  | true
          503 5.5.1 no MAIL before           | failed       | rcpt_rejected       | server | rejected  | true
          504 not implemented                | failed       | rcpt_rejected       | server | rejected  | true
          550 5.0.0 no                       | failed       | rcpt_rejected       | server | rejected  | true
          552 5.3.4 too large                | failed       | rcpt_rejected       | server | rejected  | true
          550 5.2.0 no                       | failed       | rcpt_rejected       | server | rejected  | true
          550 5.5.2 not a 504                | failed       | rcpt_rejected       | server | rejected  | true

          550 5.7.1 denied                   | failed       | policy_rejected     | policy | rejected  | true
          554 5.7.1 relay denied             | failed       | policy_rejected     | policy | rejected  | true
          550 5.7.0 denied                   | failed       | policy_rejected     | policy | rejected  | true
          550 5.7.605 not on the list        | failed       | policy_rejected     | policy | rejected  | true
          550 5.7.650 not on the list        | failed       | policy_rejected     | policy | rejected  | true
          554 denied                         | failed       | policy_rejected     | policy | rejected  | true
          554-5.7.1 a / 554 5.1.1 b          | failed       | policy_rejected     | policy | rejected  | true

          550 5.7.25 no reverse name         | inconclusive | blocked             | client | rejected  | true
          450 4.7.25 no reverse name         | inconclusive | blocked             | client | temporary | true
          550 5.7.511 banned                 | inconclusive | blocked             | client | rejected  | true
          550 5.7.606 banned                 | inconclusive | blocked             | client | rejected  | true
          550 5.7.649 banned                 | inconclusive | blocked             | client | rejected  | true
          550 5.7.708 banned                 | inconclusive | blocked             | client | rejected  | true

          550 5.1.7 sender's syntax          | failed       | sender_rejected     | client | rejected  | true
          550 5.1.8 sender's domain          | failed       | sender_rejected     | client | rejected  | true
          450 4.1.7 sender unverified        | failed       | sender_rejected     | client | temporary | true
          450 4.1.8 sender's domain          | failed       | sender_rejected     | client | temporary | true
          504 5.5.2 HELO needs a full name   | failed       | sender_rejected     | client | rejected  | true

          354 go on                          | failed       | protocol_error      | server | unasked   | false
          150 soon                           | failed       | protocol_error      | server | unasked   | false
          """)
  void saysWhatBecomesOfARecipient(
      String reply, String outcome, String reason, String fault, String verdict, boolean up) {
    Story story = rcpt(reply, Expected.ACCEPTED);

    assertThat(Story.told(story.result().deciding()))
        .as("%s", story.transcript())
        .isEqualTo("%s %s rcpt", outcome, reason);
    assertThat(story.result().deciding().reason().fault().label()).isEqualTo(fault);
    assertThat(story.result().up()).isEqualTo(up);
    assertThat(story.recipients()).containsExactly("1 " + verdict + " " + reason);
    assertThat(story.decidingCode()).contains(Integer.valueOf(reply.substring(0, 3)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # expect | reply                    | outcome      | reason                | verdict
          rejected | 250 2.1.5 ok             | failed       | unexpected_acceptance | accepted
          rejected | 251 will forward         | failed       | unexpected_acceptance | accepted
          rejected | 550 5.1.1 no such user   | ok           | none                  | rejected
          rejected | 550 no such user         | ok           | none                  | rejected
          rejected | 550 5.2.1 disabled       | ok           | none                  | rejected
          rejected | 552 5.2.2 full           | ok           | none                  | rejected
          rejected | 501 syntax               | ok           | none                  | rejected
          rejected | 554 5.7.1 relay denied   | ok           | none                  | rejected
          rejected | 554 denied               | ok           | none                  | rejected
          # nothing of that was about the recipient
          rejected | 550 5.7.25 no reverse    | inconclusive | blocked               | rejected
          rejected | 550 5.1.8 sender         | failed       | sender_rejected       | rejected
          rejected | 450 4.7.1 greylisted     | inconclusive | greylisted            | temporary
          rejected | 451 later                | inconclusive | deferred              | temporary
          rejected | 451 4.3.0 trouble        | failed       | server_trouble        | temporary
          rejected | 421 4.7.0 too many       | inconclusive | rate_limited          | temporary
          rejected | 421 4.3.2 shutting down  | failed       | service_unavailable   | temporary
          rejected | 252 cannot verify        | inconclusive | ambiguous             | ambiguous
          rejected | 250 5.1.1 contradicts    | inconclusive | ambiguous             | ambiguous
          rejected | 354 go on                | failed       | protocol_error        | unasked

          any      | 250 2.1.5 ok             | ok           | none                  | accepted
          any      | 550 5.1.1 no such user   | ok           | none                  | rejected
          any      | 554 5.7.1 denied         | ok           | none                  | rejected
          any      | 252 cannot verify        | ok           | none                  | ambiguous
          any      | 550 5.7.25 no reverse    | inconclusive | blocked               | rejected
          any      | 450 4.7.1 greylisted     | inconclusive | greylisted            | temporary
          any      | 451 later                | inconclusive | deferred              | temporary
          any      | 452 disk full            | failed       | server_trouble        | temporary
          any      | 421 4.3.2 shutting down  | failed       | service_unavailable   | temporary
          any      | 354 go on                | failed       | protocol_error        | unasked
          """)
  void isJudgedByWhatTheCheckExpects(
      String expect, String reply, String outcome, String reason, String verdict) {
    Story story = rcpt(reply, Story.constant(Expected.class, expect));

    assertThat(Story.told(story.result().deciding()))
        .as("%s", story.transcript())
        .isEqualTo("%s %s rcpt", outcome, reason);
    assertThat(story.recipients()).containsExactly("1 " + verdict + " " + reason);
    assertThat(story.result().recipients().getFirst().success()).isEqualTo(reason.equals("none"));
  }

  private static Story rcpt(String reply, Expected expect) {
    try (var mx = ScriptedSmtp.answering(command -> lines(reply))) {
      return Story.of(mx, Story.check().rcpt(expect, "ann@mx.test"));
    }
  }

  private static String lines(String reply) {
    return reply.replace(" / ", "\n");
  }

  @ParameterizedTest
  @CsvSource({
    "250 2.1.5 ok, 2.1.5",
    "550 5.1.1 no, 5.1.1",
    "550 5.7.606 no, other",
    "550 5.9.9 no, other",
    "550 no,",
  })
  void theEnhancedCodeIsALabelWhereItIsRegistered(String reply, String label) {
    Story story = rcpt(reply, Expected.ANY);

    assertThat(
            story
                .result()
                .recipients()
                .getFirst()
                .reply()
                .orElseThrow()
                .enhanced()
                .map(EnhancedCodes::label))
        .isEqualTo(Optional.ofNullable(label));
  }
}
