package mxping.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import mxping.real.Webhook.Notice;
import mxping.scripted.ScriptedSmtp;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** From a mail host that stops to the message that somebody gets, on the files that are shipped. */
@Tag("real")
class OutageTest {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final String TAKES_MAIL = "check:mxping_takes_mail:avg{check=\"two.test\"} == 1";
  private static final String CHECKS =
      """
      checks:
        - name: self
          self: true
          every: 1s
        - domain: two.test
          every: 1s
          port: ${PORT}
          dns: {servers: ["${DNS}"]}
          rcpt: [ann@two.test]
      """;

  @RegisterExtension final Rig rig = new Rig();

  @Test
  void aDomainThatGoesDownPagesAndItsRecoveryIsTold() throws Exception {
    RealPostfix postfix =
        rig.postfix(
            "127.26.0.1",
            Loopback.freePort(),
            """
            mydestination = two.test
            local_recipient_maps = inline:{ { ann = known } }
            """);
    RealKnot dns = rig.knot("two MX 10 mx1.two\nmx1.two A 127.26.0.1\n");
    RealAgent agent = rig.agent(CHECKS, Map.of("PORT", postfix.port(), "DNS", dns.server()));
    Monitoring monitoring = Monitoring.of(rig, agent);
    Eventually.within(
        PATIENCE, () -> assertThat(monitoring.prometheus().query(TAKES_MAIL)).hasSize(1));
    Webhook webhook = monitoring.webhook();
    assertThat(webhook.pages()).isEmpty();

    postfix.stop();
    Eventually.within(
        PATIENCE,
        () ->
            assertThat(webhook.pages())
                .filteredOn(notice -> notice.about("MxpingDomainDown", "firing"))
                .extracting(Notice::description)
                .anySatisfy(
                    text ->
                        assertThat(text)
                            .contains("two.test", "mx1.two.test: connect_refused", "Next: ")));

    postfix.start();
    Eventually.within(
        PATIENCE,
        () ->
            assertThat(webhook.pages())
                .anyMatch(notice -> notice.about("MxpingDomainDown", "resolved")));
    assertThat(webhook.pages()).extracting(Notice::alert).containsOnly("MxpingDomainDown");
  }

  @Test
  void aBlockedProberGetsATicketAndNobodyAPage() throws Exception {
    ScriptedSmtp host =
        rig.keep(
            ScriptedSmtp.on("127.26.0.2", 0)
                .answering(rcpt -> "550 5.7.25 no reverse DNS for you"));
    RealKnot dns = rig.knot("two MX 10 mx1.two\nmx1.two A 127.26.0.2\n");
    RealAgent agent = rig.agent(CHECKS, Map.of("PORT", host.port(), "DNS", dns.server()));
    Monitoring monitoring = Monitoring.of(rig, agent);
    Webhook webhook = monitoring.webhook();

    Eventually.within(
        PATIENCE,
        () ->
            assertThat(webhook.tickets())
                .filteredOn(notice -> notice.about("MxpingBlocked", "firing"))
                .extracting(Notice::description)
                .anySatisfy(
                    text ->
                        assertThat(text)
                            .contains("mx1.two.test", "blocked", "the host is not down")));

    assertThat(webhook.pages()).isEmpty();
    assertThat(monitoring.prometheus().alerts())
        .isNotEmpty()
        .allSatisfy(
            alert ->
                assertThat(alert.at("/labels/severity").asString())
                    .as(alert.toString())
                    .isEqualTo("ticket"));
  }
}
