package mxping;

import static org.assertj.core.api.Assertions.assertThat;

import mxping.scripted.ScriptedSmtp;
import org.junit.jupiter.api.Test;

/** Which mail hosts a check has, and what it comes to when some or all of them fail. */
class MailHostsStoryTest {

  @Test
  void oneOfTwoMailHostsIsDown() throws Exception {
    String zone =
        """
        example.test      MX  10  mx1.example.test
        example.test      MX  20  mx2.example.test
        mx1.example.test  A   127.71.1.9
        mx2.example.test  A   127.71.1.2
        """;
    String checks =
        """
        checks:
          - domain: example.test
            rcpt: [ann@example.test]
        """;

    try (var mx2 = ScriptedSmtp.on("127.71.1.2", 0).answering(rcpt -> "250 2.1.5 ok");
        var agent = AgentStory.ofOneRound(zone, checks, mx2)) {
      agent
          .metricsAfter(1, "example.test")
          .shows(
              """
              mxping_up{check="example.test",mx="mx1.example.test",family="any"} 0
              mxping_up{check="example.test",mx="mx2.example.test",family="any"} 1
              mxping_success{check="example.test",mx="mx1.example.test",family="any"} 0
              mxping_success{check="example.test",mx="mx2.example.test",family="any"} 1
              mxping_result_info{check="example.test",mx="mx1.example.test",family="any",outcome="failed",phase="connect",reason="connect_refused",fault="server"} 1
              mxping_result_info{check="example.test",mx="mx2.example.test",family="any",outcome="ok",phase="rcpt",reason="none",fault="none",code="250",enhanced="2.1.5"} 1
              mxping_rcpt_verdict_info{check="example.test",mx="mx1.example.test",family="any",rcpt="1",verdict="unasked"} 1
              mxping_rcpt_verdict_info{check="example.test",mx="mx2.example.test",family="any",rcpt="1",verdict="accepted"} 1
              mxping_size_limit_bytes{check="example.test",mx="mx2.example.test",family="any"} 10240000
              mxping_check_up{check="example.test"} 1
              mxping_check_success{check="example.test"} 1
              mxping_check_result_info{check="example.test",outcome="ok",phase="rcpt",reason="none",fault="none"} 1
              mxping_check_hosts{check="example.test"} 2
              mxping_check_hosts_up{check="example.test"} 1
              mxping_mx_preference{check="example.test",mx="mx1.example.test"} 10
              mxping_mx_preference{check="example.test",mx="mx2.example.test"} 20
              mxping_mx_disparity{check="example.test",aspect="verdict"} 0
              mxping_mx_disparity{check="example.test",aspect="reply_code"} 0
              mxping_mx_disparity{check="example.test",aspect="capabilities"} 0
              mxping_mx_disparity{check="example.test",aspect="tls"} 0
              mxping_mx_disparity{check="example.test",aspect="certificate"} 0
              mxping_resolve_success{check="example.test"} 1
              mxping_resolve_seconds{check="example.test"} *
              mxping_failures_total{check="example.test",reason="connect_refused"} 1
              """);
      assertThat(agent.json("example.test").at("/hosts/0/state/sentence").asString())
          .startsWith("mx1.example.test ");
    }
  }

  @Test
  void noMailHostIsThereToSpeakOf() throws Exception {
    String zone =
        """
        null.test         MX  0   .
        servfail.test     !SERVFAIL
        mute.test         !TIMEOUT
        adrift.test       MX  10  mx.adrift.test
        """;
    String checks =
        """
        checks:
          - {name: null-mx, domain: null.test}
          - {name: null-mx-ok, domain: null.test, null_mx: ok}
          - {name: nxdomain, domain: nowhere.test}
          - {name: dns-failure, domain: servfail.test}
          - {name: dns-timeout, domain: mute.test, dns: {servers: ["${DNS}"], timeout: 300ms}}
          - {name: no-address, domain: adrift.test}
        """;

    try (var agent = AgentStory.ofOneRound(zone, checks)) {
      agent
          .metricsAfter(
              1, "null-mx", "null-mx-ok", "nxdomain", "dns-failure", "dns-timeout", "no-address")
          .shows(
              """
              mxping_check_result_info{check="null-mx",outcome="failed",phase="resolve",reason="null_mx",fault="policy"} 1
              mxping_check_result_info{check="null-mx-ok",outcome="ok",phase="resolve",reason="null_mx",fault="policy"} 1
              mxping_check_result_info{check="nxdomain",outcome="failed",phase="resolve",reason="nxdomain",fault="dns"} 1
              mxping_check_result_info{check="dns-failure",outcome="inconclusive",phase="resolve",reason="dns_failure",fault="dns"} 1
              mxping_check_result_info{check="dns-timeout",outcome="inconclusive",phase="resolve",reason="dns_timeout",fault="dns"} 1
              mxping_check_result_info{check="no-address",outcome="failed",phase="resolve",reason="no_address",fault="dns"} 1
              mxping_check_up{check="null-mx"} 0
              mxping_check_up{check="null-mx-ok"} 1
              mxping_check_up{check="nxdomain"} 0
              mxping_check_up{check="dns-failure"} 0
              mxping_check_up{check="dns-timeout"} 0
              mxping_check_up{check="no-address"} 0
              mxping_check_success{check="null-mx"} 0
              mxping_check_success{check="null-mx-ok"} 1
              mxping_check_success{check="nxdomain"} 0
              mxping_check_success{check="dns-failure"} 0
              mxping_check_success{check="dns-timeout"} 0
              mxping_check_success{check="no-address"} 0
              mxping_check_hosts{check="null-mx"} 0
              mxping_check_hosts{check="null-mx-ok"} 0
              mxping_check_hosts{check="nxdomain"} 0
              mxping_check_hosts{check="dns-failure"} 0
              mxping_check_hosts{check="dns-timeout"} 0
              mxping_check_hosts{check="no-address"} 1
              mxping_resolve_success{check="null-mx"} 1
              mxping_resolve_success{check="null-mx-ok"} 1
              mxping_resolve_success{check="nxdomain"} 0
              mxping_resolve_success{check="dns-failure"} 0
              mxping_resolve_success{check="dns-timeout"} 0
              mxping_resolve_success{check="no-address"} 0
              mxping_up{check="no-address",mx="mx.adrift.test",family="any"} 0
              mxping_failures_total{check="null-mx",reason="null_mx"} 1
              mxping_failures_total{check="nxdomain",reason="nxdomain"} 1
              mxping_failures_total{check="dns-failure",reason="dns_failure"} 1
              mxping_failures_total{check="dns-timeout",reason="dns_timeout"} 1
              mxping_failures_total{check="no-address",reason="no_address"} 1
              """)
          .lacks("mxping_mx_disparity", "mxping_phase_seconds");
    }
  }

  @Test
  void aHostThatLeavesTheZoneLeavesTheMetrics() throws Exception {
    String zone =
        """
        example.test      MX  10  mx1.example.test
        example.test      MX  20  mx2.example.test
        mx1.example.test  A   127.71.2.1
        mx2.example.test  A   127.71.2.9
        """;
    String file =
        """
        probe: {helo: probe.test}
        checks:
          - domain: example.test
            every: 1s
            port: ${PORT}
            dns: {servers: ["${DNS}"]}
        """;

    try (var mx1 = ScriptedSmtp.on("127.71.2.1", 0).answering(rcpt -> "250 2.1.5 ok");
        var agent = AgentStory.of(zone, file, mx1)) {
      agent
          .metricsAfter(1, "example.test")
          .shows(
              """
              mxping_up{check="example.test",mx="mx1.example.test",family="any"} 1
              mxping_up{check="example.test",mx="mx2.example.test",family="any"} 0
              """);

      agent.nowServing("example.test MX 10 mx1.example.test\nmx1.example.test A 127.71.2.1");
      Scraped after =
          agent.metricsWhen(
              "one host", now -> now.value("mxping_check_hosts{check=\"example.test\"}") == 1);

      after.shows("mxping_up{check=\"example.test\",mx=\"mx1.example.test\",family=\"any\"} 1");
      assertThat(after.samples())
          .noneMatch(sample -> sample.labels().containsValue("mx2.example.test"));

      agent.nowServing("example.test !SERVFAIL");
      agent
          .metricsWhen(
              "a DNS that is down",
              now -> now.value("mxping_resolve_success{check=\"example.test\"}") == 0)
          .shows(
              """
              mxping_up{check="example.test",mx="mx1.example.test",family="any"} 1
              mxping_check_hosts{check="example.test"} 1
              mxping_check_up{check="example.test"} 0
              mxping_check_result_info{check="example.test",outcome="inconclusive",phase="resolve",reason="dns_failure",fault="dns"} 1
              """);
    }
  }
}
