package mxping.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Mailboxes that are there, one that is not, one that is somebody else's. */
@Tag("real")
class RecipientsTest {
  private static final Duration SOON = Duration.ofSeconds(10);

  @RegisterExtension final Rig rig = new Rig();

  @Test
  void postfixKnowsTwoRefusesOneAndRelaysNothing() throws Exception {
    RealPostfix postfix =
        rig.postfix(
            "127.25.0.1",
            Loopback.freePort(),
            """
            mydestination = ours.test
            local_recipient_maps = inline:{ { ann = known } { bob = known } }
            smtpd_relay_restrictions = reject_unauth_destination
            """);
    RealAgent agent =
        rig.agent(
            """
            checks:
              - name: postfix
                host: 127.25.0.1
                port: ${PORT}
                rcpt:
                  - {to: ann@ours.test, name: ann}
                  - {to: bob@ours.test, name: bob}
                  - {to: nobody@ours.test, name: unknown, expect: rejected}
                  - {to: ann@elsewhere.test, name: relay, expect: rejected}
            """,
            Map.of("PORT", postfix.port()));

    Eventually.within(
        SOON,
        () ->
            assertThat(agent.metrics().of("mxping_rcpt_reply_code", "mxping_rcpt_success"))
                .isEqualTo(
                    """
                    mxping_rcpt_reply_code{address="",check="postfix",family="any",mx="127.25.0.1",rcpt="ann"} 250.0
                    mxping_rcpt_reply_code{address="",check="postfix",family="any",mx="127.25.0.1",rcpt="bob"} 250.0
                    mxping_rcpt_reply_code{address="",check="postfix",family="any",mx="127.25.0.1",rcpt="relay"} 554.0
                    mxping_rcpt_reply_code{address="",check="postfix",family="any",mx="127.25.0.1",rcpt="unknown"} 550.0
                    mxping_rcpt_success{address="",check="postfix",family="any",mx="127.25.0.1",rcpt="ann"} 1.0
                    mxping_rcpt_success{address="",check="postfix",family="any",mx="127.25.0.1",rcpt="bob"} 1.0
                    mxping_rcpt_success{address="",check="postfix",family="any",mx="127.25.0.1",rcpt="relay"} 1.0
                    mxping_rcpt_success{address="",check="postfix",family="any",mx="127.25.0.1",rcpt="unknown"} 1.0
                    """));
    assertThat(agent.metrics().value("mxping_check_success{check=\"postfix\"}")).isEqualTo(1);
    assertThat(postfix.log()).contains("ehlo=1 mail=4 rcpt=2/4 rset=4 quit=1 commands=12/14");
  }

  /** A stock Postfix says 454 4.7.1 to a relay attempt, which is no refusal for good. */
  @Test
  void aPostfixThatOnlyDefersARelayProvesNothing() throws Exception {
    RealPostfix postfix =
        rig.postfix("127.25.0.1", Loopback.freePort(), "mydestination = ours.test\n");
    RealAgent agent =
        rig.agent(
            """
            checks:
              - name: relay
                host: 127.25.0.1
                port: ${PORT}
                rcpt: [{to: ann@elsewhere.test, expect: rejected}]
            """,
            Map.of("PORT", postfix.port()));

    Eventually.within(
        SOON,
        () ->
            assertThat(agent.metrics().of("mxping_result_info"))
                .isEqualTo(
                    """
                    mxping_result_info{address="",check="relay",code="454",enhanced="4.7.1",family="any",fault="server",mx="127.25.0.1",outcome="inconclusive",phase="rcpt",reason="deferred"} 1.0
                    """));
  }

  @Test
  void eximSaysItInOtherWords() throws Exception {
    int port = Loopback.freePort();
    RealExim exim = rig.exim("127.25.0.4", port);
    RealAgent agent =
        rig.agent(
            """
            checks:
              - name: exim
                host: 127.25.0.4
                port: ${PORT}
                rcpt:
                  - {to: ann@exim.test, name: ann}
                  - {to: nobody@exim.test, name: unknown, expect: rejected}
                  - {to: ann@elsewhere.test, name: relay, expect: rejected}
              - {name: unknown, host: 127.25.0.4, port: "${PORT}", rcpt: [nobody@exim.test]}
            """,
            Map.of("PORT", port));

    Eventually.within(
        SOON,
        () ->
            assertThat(agent.metrics().of("mxping_check_result_info", "mxping_rcpt_reply_code"))
                .isEqualTo(
                    """
                    mxping_check_result_info{check="exim",fault="none",outcome="ok",phase="rcpt",reason="none"} 1.0
                    mxping_check_result_info{check="unknown",fault="server",outcome="failed",phase="rcpt",reason="rcpt_unknown"} 1.0
                    mxping_rcpt_reply_code{address="",check="exim",family="any",mx="127.25.0.4",rcpt="ann"} 250.0
                    mxping_rcpt_reply_code{address="",check="exim",family="any",mx="127.25.0.4",rcpt="relay"} 550.0
                    mxping_rcpt_reply_code{address="",check="exim",family="any",mx="127.25.0.4",rcpt="unknown"} 550.0
                    mxping_rcpt_reply_code{address="",check="unknown",family="any",mx="127.25.0.4",rcpt="1"} 550.0
                    """));
    assertThat(exim.log())
        .doesNotContain("synchronization error", "lost", "unexpected disconnection");
  }
}
