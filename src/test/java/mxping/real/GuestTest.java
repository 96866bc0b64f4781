package mxping.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Postfix watches its guests; the agent is one that it has nothing to say against. */
@Tag("real")
class GuestTest {
  private static final Duration SOON = Duration.ofSeconds(15);

  private static final String SIX_CONNECTIONS_IN_TEN_SECONDS =
      """
      mydestination = ours.test
      local_recipient_maps = inline:{ { ann = known } }
      smtpd_client_connection_rate_limit = 6
      anvil_rate_time_unit = 10s
      smtpd_client_event_limit_exceptions =
      """;

  @RegisterExtension final Rig rig = new Rig();

  @Test
  void postscreenHearsNoWordBeforeTheBannerEnds() throws Exception {
    RealPostfix postfix =
        rig.postscreen(
            "127.25.0.1",
            Loopback.freePort(),
            """
            mydestination = ours.test
            local_recipient_maps = inline:{ { ann = known } }
            postscreen_greet_banner = $myhostname wait until it is your turn
            postscreen_greet_wait = 2s
            postscreen_greet_action = enforce
            postscreen_access_list =
            postscreen_cache_map =
            """);
    RealAgent agent =
        rig.agent(
            """
            probe: {own_networks: []}
            checks:
              - {name: guest, host: 127.25.0.1, port: "${PORT}", every: 2s, rcpt: [ann@ours.test]}
            """,
            Map.of("PORT", postfix.port()));

    Eventually.within(
        SOON, () -> assertThat(postfix.log().split("PASS NEW", -1).length - 1).isEqualTo(2));
    assertThat(postfix.log()).doesNotContain("PREGREET");
    Eventually.within(
        SOON,
        () ->
            assertThat(agent.metrics().of("mxping_success"))
                .isEqualTo(
                    """
                    mxping_success{address="",check="guest",family="any",mx="127.25.0.1"} 1.0
                    """));
    assertThat(
            agent
                .metrics()
                .value(
                    "mxping_phase_seconds{address=\"\",check=\"guest\",family=\"any\",mx=\"127.25.0.1\",phase=\"greeting\"}"))
        .isGreaterThan(1.9);
  }

  /** Its tests after the banner end with 450 4.3.2 for whoever passed them the first time. */
  @Test
  void postscreenTellsANewcomerToComeBack() throws Exception {
    RealPostfix postfix =
        rig.postscreen(
            "127.25.0.1",
            Loopback.freePort(),
            """
            mydestination = ours.test
            local_recipient_maps = inline:{ { ann = known } }
            postscreen_greet_wait = 1s
            postscreen_greet_action = enforce
            postscreen_access_list =
            postscreen_pipelining_enable = yes
            postscreen_pipelining_action = enforce
            postscreen_non_smtp_command_enable = yes
            postscreen_non_smtp_command_action = drop
            postscreen_bare_newline_enable = yes
            postscreen_bare_newline_action = enforce
            """);
    RealAgent agent =
        rig.agent(
            """
            checks:
              - {name: newcomer, host: 127.25.0.1, port: "${PORT}", every: 4s, rcpt: [ann@ours.test]}
            """,
            Map.of("PORT", postfix.port()));

    Eventually.within(
        SOON,
        () ->
            assertThat(agent.metrics().of("mxping_result_info"))
                .isEqualTo(
                    """
                    mxping_result_info{address="",check="newcomer",code="450",enhanced="4.3.2",family="any",fault="policy",mx="127.25.0.1",outcome="inconclusive",phase="rcpt",reason="greylisted"} 1.0
                    """));
    Eventually.within(
        SOON,
        () ->
            assertThat(agent.metrics().of("mxping_result_info"))
                .isEqualTo(
                    """
                    mxping_result_info{address="",check="newcomer",code="250",enhanced="2.1.5",family="any",fault="none",mx="127.25.0.1",outcome="ok",phase="rcpt",reason="none"} 1.0
                    """));
    assertThat(postfix.log())
        .contains("PASS NEW", "PASS OLD")
        .doesNotContain("PREGREET", "COMMAND PIPELINING", "NON-SMTP COMMAND", "BARE NEWLINE");
  }

  @Test
  void aCourteousGuestStaysWelcome() throws Exception {
    RealPostfix postfix =
        rig.postfix("127.25.0.1", Loopback.freePort(), SIX_CONNECTIONS_IN_TEN_SECONDS);
    RealAgent agent =
        rig.agent("probe: {own_networks: []}\n" + sixChecks(), Map.of("PORT", postfix.port()));

    Eventually.throughout(
        Duration.ofSeconds(30),
        () -> assertThat(postfix.log()).doesNotContain("limit exceeded", "too many", " 421 "));

    assertThat(agent.metrics().of("mxping_failures_total", "mxping_internal_errors_total"))
        .isEqualTo("mxping_internal_errors_total 0.0\n");
    for (int i = 1; i <= 6; i++) {
      assertThat(agent.metrics().value("mxping_check_success{check=\"check-" + i + "\"}"))
          .as("check-" + i)
          .isEqualTo(1);
      assertThat(agent.metrics().value("mxping_rounds_total{check=\"check-" + i + "\"}"))
          .as("rounds of check-" + i)
          .isGreaterThanOrEqualTo(10);
    }
  }

  /** That the limit of the test before is one that a guest without manners runs into. */
  @Test
  void anAgentWithoutMannersIsRateLimited() throws Exception {
    RealPostfix postfix =
        rig.postfix("127.25.0.1", Loopback.freePort(), SIX_CONNECTIONS_IN_TEN_SECONDS);
    RealAgent agent = rig.agent(sixChecks(), Map.of("PORT", postfix.port()));

    Eventually.within(
        SOON,
        () -> {
          assertThat(postfix.log()).contains("Connection rate limit exceeded");
          assertThat(agent.metrics().of("mxping_result_info"))
              .contains("code=\"421\",enhanced=\"4.7.0\"")
              .contains("outcome=\"inconclusive\",phase=\"greeting\",reason=\"rate_limited\"");
        });
  }

  private static String sixChecks() {
    StringBuilder checks =
        new StringBuilder(
            """
            defaults: {every: 2s, port: "${PORT}", rcpt: [ann@ours.test]}
            checks:
            """);
    for (int i = 1; i <= 6; i++) {
      checks.append("  - {name: check-" + i + ", host: 127.25.0.1}\n");
    }
    return checks.toString();
  }
}
