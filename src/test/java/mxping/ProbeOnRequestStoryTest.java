package mxping;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import mxping.scripted.ScriptedSmtp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * {@code /probe} of a whole agent. The check that lends its settings probes the agent itself, so
 * that all mail hosts hear is what was asked for.
 */
class ProbeOnRequestStoryTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String TIMEOUT = "X-Prometheus-Scrape-Timeout-Seconds";
  private static final String GOOD =
      "S: 220 mx\nC: EHLO probe.test\nS: 250 mx\nC: QUIT\nS: 221 bye";
  private static final String MODULE =
      """
      checks:
        - {name: module, self: true}
      """;

  @Test
  void aDomainIsProbedAsBlackboxWouldAndAsWeDo() throws Exception {
    String zone =
        """
        a.test   MX 10 mx1.test
        a.test   MX 20 mx2.test
        mx1.test A 127.81.1.9
        mx2.test A 127.81.1.2
        """;

    try (var mx = ScriptedSmtp.on("127.81.1.2", 0).playing(GOOD);
        var agent = AgentStory.onRequest(zone, "127.81.1.0/24", MODULE, mx)) {
      HttpResponse<String> answer = agent.get("/probe?target=a.test&module=module");

      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      Scraped.text(answer.body())
          .shows(
              """
              probe_success 1
              probe_duration_seconds *
              probe_dns_lookup_time_seconds *
              probe_ip_protocol 4
              probe_ip_addr_hash *
              probe_failed_due_to_regex 0
              """)
          .shows(
              """
              mxping_up{check="module",mx="mx1.test",family="any"} 0
              mxping_up{check="module",mx="mx2.test",family="any"} 1
              mxping_success{check="module",mx="mx1.test",family="any"} 0
              mxping_success{check="module",mx="mx2.test",family="any"} 1
              mxping_check_success{check="module"} 1
              mxping_check_hosts{check="module"} 2
              mxping_check_info{check="module",target="a.test"} 1
              mxping_mx_preference{check="module",mx="mx1.test"} 10
              mxping_mx_preference{check="module",mx="mx2.test"} 20
              """)
          .lacks("mxping_probes_total", "mxping_rounds_total", "mxping_build_info")
          .lacks("mxping_last_probe_timestamp_seconds", "probe_ssl_earliest_cert_expiry");
      agent.metrics().shows("mxping_checks 1").lacks("probe_success");
      assertThat(agent.get("/api/v1/checks").body()).doesNotContain("a.test");
    }
  }

  @Test
  void anAddressAsksForHerAloneAndSaysSoToPeople() throws Exception {
    String zone = "a.test MX 10 mx.test\nmx.test A 127.81.2.1";

    try (var mx = ScriptedSmtp.on("127.81.2.1", 0).answering(rcpt -> "550 5.1.1 no <b>ann</b>");
        var agent = AgentStory.onRequest(zone, "127.81.2.1", MODULE, mx)) {
      HttpResponse<String> metrics = agent.get("/probe?target=ann%40a.test");
      HttpResponse<String> report = agent.get("/probe?target=ann%40a.test&debug=true");

      Scraped.text(metrics.body())
          .shows("probe_success 0")
          .shows(
              """
              mxping_rcpt_verdict_info{check="default",mx="mx.test",family="any",rcpt="1",verdict="rejected"} 1
              """);
      assertThat(metrics.body()).doesNotContain("ann");
      assertThat(report.headers().firstValue("Content-Type")).hasValue("text/plain;charset=utf-8");
      assertThat(report.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
      assertThat(report.body())
          .startsWith("a.test as default: failed rcpt_unknown at rcpt\n")
          .contains(
              " -- connected to 127.81.2.1:" + mx.port() + "\n",
              " C: RCPT TO:<ann@a.test>\n",
              " S: 550 5.1.1 no <b>ann</b>\n",
              "\nMetrics:\n# HELP ",
              "\nprobe_success 0.0\n");
    }
  }

  @Test
  void openMetricsAreToBeHadToo() throws Exception {
    try (var agent = AgentStory.onRequest("", "", MODULE)) {
      HttpResponse<String> answer =
          agent.get("/probe?target=self&module=module", "Accept", "application/openmetrics-text");

      Scraped.openMetrics(answer.body()).shows("probe_success 1");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "other.test          | 403 | other.test is no target of checks.yaml",
        "loop.open.test      | 403 | loop.open.test has the address 127.0.0.1, which is loopback",
        "mx-loop.open.test   | 403 | localhost.open.test has the address 127.81.3.9",
        "link.open.test      | 403 | link.open.test has the address 169.254.169.254",
        "link6.open.test     | 403 | link6.open.test has the address fe80::1, which is link-local",
        "private.open.test   | 403 | which is private and in no network",
        "nat64.open.test     | 403 | which is loopback",
        "some.open.test      | 403 | some.open.test has the address ::1",
        "open.test           | 403 | open.test is no target",
        "127.0.0.1           | 403 | 127.0.0.1 is no target of checks.yaml",
        "[::ffff:127.0.0.1]  | 403 | ::ffff:127.0.0.1 is no target",
        "named.test          | 200 | probe_success 0.0",
        "a.open.test:24      | 403 | the port of module module is ",
        "<script>            | 400 | target is not a domain name",
        "a.open.test/x       | 400 | target ",
      })
  void theDoorLeadsToMailHostsOnly(String target, int status, String words) throws Exception {
    String zone =
        """
        loop.open.test      A    127.0.0.1
        mx-loop.open.test   MX   10 localhost.open.test
        localhost.open.test A    127.81.3.9
        link.open.test      A    169.254.169.254
        link6.open.test     AAAA fe80::1
        private.open.test   A    10.0.0.1
        nat64.open.test     AAAA 64:ff9b::7f00:1
        some.open.test      A    127.81.3.9
        some.open.test      AAAA ::1
        named.test          A    127.81.3.9
        """;
    String checks = MODULE + "  - {name: named, domain: named.test}\n";

    try (var agent = AgentStory.onRequest(zone, "*.open.test", checks)) {
      String query = URLEncoder.encode(target, StandardCharsets.UTF_8);
      HttpResponse<String> answer = agent.get("/probe?module=module&target=" + query);

      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
      assertThat(answer.body()).contains(words).doesNotContain("<script>");
      assertThat(answer.body().contains("probe_success")).isEqualTo(status == 200);
    }
  }

  @Test
  void anUnknownModuleIsToldThoseThatThereAre() throws Exception {
    try (var agent = AgentStory.onRequest("", "", MODULE)) {
      HttpResponse<String> answer = agent.get("/probe?target=self&module=%3Cb%3E");

      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(answer.body()).isEqualTo("module is no check of checks.yaml; there are: module\n");
    }
  }

  /** The name changes its address after it was looked up: nobody looks it up again. */
  @Test
  void aNameIsLookedUpOnceAndThatAddressIsSpokenTo() throws Exception {
    CountDownLatch rebound = new CountDownLatch(1);

    try (var first =
            ScriptedSmtp.on("127.81.4.1", 0)
                .answering(
                    rcpt -> {
                      await(rebound);
                      return "250 2.1.5 ok";
                    });
        var second = ScriptedSmtp.on("127.81.4.2", first.port()).playing(GOOD);
        var agent = AgentStory.onRequest("a.test A 127.81.4.1", "127.81.4.1", MODULE, first);
        ExecutorService client = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<HttpResponse<String>> answer =
          client.submit(() -> agent.get("/probe?target=ann%40a.test"));
      first.awaitAccepted(1, PATIENCE);
      agent.nowServing("a.test A 127.81.4.2");
      rebound.countDown();

      Scraped.text(answer.get(20, TimeUnit.SECONDS).body()).shows("probe_success 1");
      assertThat(agent.get("/probe?target=ann%40a.test").statusCode()).isEqualTo(403);
      assertThat(first.sessions()).hasSize(1);
      assertThat(second.sessions()).isEmpty();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void aSilentHostIsGivenTheScrapersTimeAndNoMore() throws Exception {
    try (var mx = ScriptedSmtp.on("127.81.5.1", 0).playing("S! silence");
        var agent = AgentStory.onRequest("a.test A 127.81.5.1", "127.81.5.1", MODULE, mx)) {
      HttpResponse<String> answer = agent.get("/probe?target=a.test", TIMEOUT, "1.5");

      Scraped now =
          Scraped.text(answer.body())
              .shows("probe_success 0")
              .shows(
                  """
                  mxping_result_info{check="default",mx="a.test",family="any",outcome="failed",phase="greeting",reason="deadline_exceeded",fault="server"} 1
                  """);
      assertThat(now.value("probe_duration_seconds")).isBetween(0.9, 1.4);
    }
  }

  @Test
  void aGuestThatHasNoTurnIsToldToComeAgain() throws Exception {
    String checks =
        """
        probe: {helo: probe.test, gap: 30s, own_networks: [], dns: {servers: ["${DNS}"]}}
        defaults: {every: 1h, port: "${PORT}", tls: {mode: off}}
        """
            + MODULE;

    try (var mx = ScriptedSmtp.on("127.81.6.1", 0).playing(GOOD);
        var agent = AgentStory.onRequestOf("a.test A 127.81.6.1", "127.81.6.1", checks, mx)) {
      assertThat(agent.get("/probe?target=a.test").statusCode()).isEqualTo(200);
      HttpResponse<String> again = agent.get("/probe?target=a.test", TIMEOUT, "1");

      assertThat(again.statusCode()).as(again.body()).isEqualTo(503);
      assertThat(again.body()).isEqualTo("no turn within 0.5 s, out of courtesy to a.test\n");
      assertThat(again.headers().firstValue("Retry-After"))
          .hasValueSatisfying(after -> assertThat(Integer.parseInt(after)).isBetween(5, 30));
      assertThat(mx.sessions()).hasSize(1);
    }
  }

  @Test
  void fiftyAreProbedAtOnceAndTheNextIsToldToComeAgain() throws Exception {
    try (var mx = ScriptedSmtp.on("127.81.7.1", 0).playing("S! silence");
        var agent = AgentStory.onRequest("a.test A 127.81.7.1", "127.81.7.1", MODULE, mx);
        ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<HttpResponse<String>>> answers = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        answers.add(clients.submit(() -> agent.get("/probe?target=a.test", TIMEOUT, "12")));
      }
      agent.metricsWhen(
          "one probe goes on and 49 wait",
          now ->
              now.value("mxping_probes_in_flight") == 1
                  && now.value("mxping_probes_waiting") == 49);

      HttpResponse<String> next = agent.get("/probe?target=a.test");

      assertThat(next.statusCode()).isEqualTo(503);
      assertThat(next.headers().firstValue("Retry-After")).hasValue("1");
      assertThat(next.body()).startsWith("50 probes ");
      List<Integer> statuses = new ArrayList<>();
      for (Future<HttpResponse<String>> answer : answers) {
        statuses.add(answer.get(30, TimeUnit.SECONDS).statusCode());
      }
      assertThat(statuses).contains(200, 503).containsOnly(200, 503);
      assertThat(agent.get("/probe?target=self&module=module").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void aProbeWhoseClientHasGoneEndsByItself() throws Exception {
    try (var mx = ScriptedSmtp.on("127.81.8.1", 0).playing("S! silence");
        var agent = AgentStory.onRequest("a.test A 127.81.8.1", "127.81.8.1", MODULE, mx)) {
      try (Socket client = new Socket(InetAddress.getLoopbackAddress(), agent.port())) {
        ask(client, "GET /probe?target=a.test HTTP/1.1\r\nHost: a\r\n" + TIMEOUT + ": 2\r\n\r\n");
        mx.awaitAccepted(1, PATIENCE);
      }
      mx.awaitSessions(1, PATIENCE);

      agent.metricsWhen("nothing goes on", now -> now.value("mxping_probes_in_flight") == 0);
    }
  }

  private static void ask(Socket client, String request) throws IOException {
    client.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    client.getOutputStream().flush();
  }
}
