package mxping.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What {@code /metrics} says of domains of every kind is what is true of them. */
@Tag("real")
class StoryTest {
  private static final Duration SOON = Duration.ofSeconds(10);

  private static final String POSTFIX =
      """
      mydestination = two.test, implicit.test
      local_recipient_maps = inline:{ { ann = known } }
      """;

  private static final String ZONE =
      """
      two       MX 10 mx1.two
      two       MX 20 mx2.two
      mx1.two   A  127.25.0.1
      mx2.two   A  127.25.0.2   ; nobody listens there
      none      MX 0 .
      implicit  A  127.25.0.1
      dangling  MX 10 gone.dangling
      """;

  @RegisterExtension final Rig rig = new Rig();

  @Test
  void domainsOfEveryKind() throws Exception {
    RealPostfix postfix = rig.postfix("127.25.0.1", Loopback.freePort(), POSTFIX);
    RealAgent agent =
        rig.agent(
            """
            defaults:
              every: 2s
              port: ${PORT}
              dns: {servers: ["${DNS}"]}
            checks:
              - {domain: two.test, rcpt: [ann@two.test]}
              - {domain: implicit.test, rcpt: [ann@implicit.test, {to: bob@implicit.test, name: bob}]}
              - {domain: none.test}
              - {domain: none.test, name: none-is-fine, null_mx: ok}
              - {domain: dangling.test}
              - {domain: absent.test}
            """,
            Map.of("PORT", postfix.port(), "DNS", rig.knot(ZONE).server()));

    Eventually.within(
        SOON,
        () -> {
          Scrape metrics = agent.metrics();
          assertThat(metrics.of("mxping_check_result_info", "mxping_check_up"))
              .isEqualTo(
                  """
                  mxping_check_result_info{check="absent.test",fault="dns",outcome="failed",phase="resolve",reason="nxdomain"} 1.0
                  mxping_check_result_info{check="dangling.test",fault="dns",outcome="failed",phase="resolve",reason="no_address"} 1.0
                  mxping_check_result_info{check="implicit.test",fault="server",outcome="failed",phase="rcpt",reason="rcpt_unknown"} 1.0
                  mxping_check_result_info{check="none-is-fine",fault="policy",outcome="ok",phase="resolve",reason="null_mx"} 1.0
                  mxping_check_result_info{check="none.test",fault="policy",outcome="failed",phase="resolve",reason="null_mx"} 1.0
                  mxping_check_result_info{check="two.test",fault="none",outcome="ok",phase="rcpt",reason="none"} 1.0
                  mxping_check_up{check="absent.test"} 0.0
                  mxping_check_up{check="dangling.test"} 0.0
                  mxping_check_up{check="implicit.test"} 1.0
                  mxping_check_up{check="none-is-fine"} 1.0
                  mxping_check_up{check="none.test"} 0.0
                  mxping_check_up{check="two.test"} 1.0
                  """);
          assertThat(metrics.of("mxping_check_hosts", "mxping_check_hosts_up"))
              .isEqualTo(
                  """
                  mxping_check_hosts{check="absent.test"} 0.0
                  mxping_check_hosts{check="dangling.test"} 1.0
                  mxping_check_hosts{check="implicit.test"} 1.0
                  mxping_check_hosts{check="none-is-fine"} 0.0
                  mxping_check_hosts{check="none.test"} 0.0
                  mxping_check_hosts{check="two.test"} 2.0
                  mxping_check_hosts_up{check="absent.test"} 0.0
                  mxping_check_hosts_up{check="dangling.test"} 0.0
                  mxping_check_hosts_up{check="implicit.test"} 1.0
                  mxping_check_hosts_up{check="none-is-fine"} 0.0
                  mxping_check_hosts_up{check="none.test"} 0.0
                  mxping_check_hosts_up{check="two.test"} 1.0
                  """);
          assertThat(metrics.of("mxping_mx_preference", "mxping_rcpt_reply_code"))
              .isEqualTo(
                  """
                  mxping_mx_preference{check="dangling.test",mx="gone.dangling.test"} 10.0
                  mxping_mx_preference{check="two.test",mx="mx1.two.test"} 10.0
                  mxping_mx_preference{check="two.test",mx="mx2.two.test"} 20.0
                  mxping_rcpt_reply_code{address="",check="implicit.test",family="any",mx="implicit.test",rcpt="1"} 250.0
                  mxping_rcpt_reply_code{address="",check="implicit.test",family="any",mx="implicit.test",rcpt="bob"} 550.0
                  mxping_rcpt_reply_code{address="",check="two.test",family="any",mx="mx1.two.test",rcpt="1"} 250.0
                  """);
          assertThat(metrics.of("mxping_result_info", "mxping_success", "mxping_up"))
              .isEqualTo(
                  """
                  mxping_result_info{address="",check="dangling.test",code="",enhanced="",family="any",fault="dns",mx="gone.dangling.test",outcome="failed",phase="resolve",reason="no_address"} 1.0
                  mxping_result_info{address="",check="implicit.test",code="550",enhanced="5.1.1",family="any",fault="server",mx="implicit.test",outcome="failed",phase="rcpt",reason="rcpt_unknown"} 1.0
                  mxping_result_info{address="",check="two.test",code="",enhanced="",family="any",fault="server",mx="mx2.two.test",outcome="failed",phase="connect",reason="connect_refused"} 1.0
                  mxping_result_info{address="",check="two.test",code="250",enhanced="2.1.5",family="any",fault="none",mx="mx1.two.test",outcome="ok",phase="rcpt",reason="none"} 1.0
                  mxping_success{address="",check="dangling.test",family="any",mx="gone.dangling.test"} 0.0
                  mxping_success{address="",check="implicit.test",family="any",mx="implicit.test"} 0.0
                  mxping_success{address="",check="two.test",family="any",mx="mx1.two.test"} 1.0
                  mxping_success{address="",check="two.test",family="any",mx="mx2.two.test"} 0.0
                  mxping_up{address="",check="dangling.test",family="any",mx="gone.dangling.test"} 0.0
                  mxping_up{address="",check="implicit.test",family="any",mx="implicit.test"} 1.0
                  mxping_up{address="",check="two.test",family="any",mx="mx1.two.test"} 1.0
                  mxping_up{address="",check="two.test",family="any",mx="mx2.two.test"} 0.0
                  """);
        });
    assertThat(agent.metrics().value("mxping_internal_errors_total")).isZero();
  }

  @Test
  void aHostThatGoesIsDownWithinOneRoundAndUpAgainWithinAnother() throws Exception {
    Duration oneRound = Duration.ofSeconds(2);
    RealPostfix postfix = rig.postfix("127.25.0.1", Loopback.freePort(), POSTFIX);
    RealAgent agent =
        rig.agent(
            """
            checks:
              - domain: two.test
                rcpt: [ann@two.test]
                every: 2s
                port: ${PORT}
                dns: {servers: ["${DNS}"]}
            """,
            Map.of("PORT", postfix.port(), "DNS", rig.knot(ZONE).server()));
    String up = "mxping_up{address=\"\",check=\"two.test\",family=\"any\",mx=\"mx1.two.test\"}";
    Eventually.within(SOON, () -> assertThat(agent.metrics().value(up)).isEqualTo(1));

    postfix.stop();
    Eventually.within(
        oneRound.plusSeconds(1), () -> assertThat(agent.metrics().value(up)).isEqualTo(0));
    assertThat(agent.metrics().of("mxping_result_info"))
        .isEqualTo(
            """
            mxping_result_info{address="",check="two.test",code="",enhanced="",family="any",fault="server",mx="mx1.two.test",outcome="failed",phase="connect",reason="connect_refused"} 1.0
            mxping_result_info{address="",check="two.test",code="",enhanced="",family="any",fault="server",mx="mx2.two.test",outcome="failed",phase="connect",reason="connect_refused"} 1.0
            """);
    assertThat(agent.metrics().value("mxping_check_up{check=\"two.test\"}")).isZero();

    postfix.start();
    Eventually.within(
        oneRound.plusSeconds(1), () -> assertThat(agent.metrics().value(up)).isEqualTo(1));
    assertThat(agent.metrics().value("mxping_check_up{check=\"two.test\"}")).isEqualTo(1);
  }

  @Test
  void aMailboxWhoseDirectoryIsDown() throws Exception {
    RealPostfix postfix =
        rig.postfix(
            "127.25.0.1",
            Loopback.freePort(),
            """
            mydestination = two.test
            local_recipient_maps = inline:{ { ann = known } }
            smtpd_recipient_restrictions =
              check_recipient_access inline:{ { ann@two.test = 451 4.3.0 Queue file write error } }
              reject_unauth_destination
            """);
    RealAgent agent =
        rig.agent(
            """
            checks:
              - {name: trouble, host: 127.25.0.1, port: "${PORT}", rcpt: [ann@two.test]}
            """,
            Map.of("PORT", postfix.port()));

    Eventually.within(
        SOON,
        () ->
            assertThat(agent.metrics().of("mxping_result_info", "mxping_success", "mxping_up"))
                .isEqualTo(
                    """
                    mxping_result_info{address="",check="trouble",code="451",enhanced="4.3.0",family="any",fault="server",mx="127.25.0.1",outcome="failed",phase="rcpt",reason="server_trouble"} 1.0
                    mxping_success{address="",check="trouble",family="any",mx="127.25.0.1"} 0.0
                    mxping_up{address="",check="trouble",family="any",mx="127.25.0.1"} 1.0
                    """));
  }
}
