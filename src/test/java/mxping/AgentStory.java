package mxping;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import mxping.agent.Agent;
import mxping.agent.Serving;
import mxping.agent.Sources;
import mxping.ask.Guard;
import mxping.check.Allowance;
import mxping.config.Allowances;
import mxping.metrics.Buckets;
import mxping.metrics.Detail;
import mxping.metrics.Export;
import mxping.metrics.Metrics.BuildInfo;
import mxping.scripted.ScriptedSmtp;
import mxping.web.ListenAddress;
import mxping.zone.ScriptedDns;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A whole agent, from the text of {@code checks.yaml} and a zone to what it serves. In the file,
 * {@code ${DNS}} is the name server of the zone and {@code ${PORT}} the port that all mail hosts of
 * the story share; nobody listens on addresses that end in 9. Close it before the mail hosts, so
 * that they hear its QUIT.
 */
final class AgentStory implements AutoCloseable {
  /** What most stories begin their file with: one round, within the test's patience. */
  private static final String ONE_ROUND =
      """
      probe:
        helo: probe.test
        dns: {servers: ["${DNS}"]}
      defaults:
        every: 1h
        port: ${PORT}
      """;

  private final ScriptedDns dns;
  private final StoryFile file;
  private final Agent agent;
  private final HttpClient client = HttpClient.newHttpClient();

  private AgentStory(ScriptedDns dns, StoryFile file, Agent agent) {
    this.dns = dns;
    this.file = file;
    this.agent = agent;
  }

  /** An agent that does these checks, the text from {@code checks:} on, once within the test. */
  static AgentStory ofOneRound(String zone, String checks, ScriptedSmtp... hosts) throws Exception {
    return of(zone, ONE_ROUND + checks, hosts);
  }

  /** An agent that runs on this file. */
  static AgentStory of(String zone, String file, ScriptedSmtp... hosts) throws Exception {
    return of(zone, file, Optional.empty(), false, hosts);
  }

  /**
   * An agent that probes on request too.
   *
   * @param allow values of {@code --web.probe-allow}, separated by commas; may be empty
   * @param checks the text from {@code checks:} on
   */
  static AgentStory onRequest(String zone, String allow, String checks, ScriptedSmtp... hosts)
      throws Exception {
    return onRequestOf(zone, allow, ONE_ROUND + checks, hosts);
  }

  /** The same, on this file. */
  static AgentStory onRequestOf(String zone, String allow, String file, ScriptedSmtp... hosts)
      throws Exception {
    List<Allowance> allowances =
        Stream.of(allow.split(",")).filter(one -> !one.isEmpty()).map(Allowances::parse).toList();
    return of(zone, file, Optional.of(new Guard(allowances)), false, hosts);
  }

  /** An agent that runs on this file, without mail hosts, and looks whether it changes. */
  static AgentStory watching(String file) throws Exception {
    return of("", file, Optional.empty(), true);
  }

  private static AgentStory of(
      String zone, String file, Optional<Guard> guard, boolean watched, ScriptedSmtp... hosts)
      throws Exception {
    ScriptedDns dns = ScriptedDns.serving(zone);
    String server = "127.0.0.1:" + dns.address().getPort();
    String port = Arrays.stream(hosts).findFirst().map(mx -> "" + mx.port()).orElse("25");
    try {
      StoryFile checks = StoryFile.of(file, Map.of("DNS", server, "PORT", port), watched);
      return new AgentStory(dns, checks, start(checks, guard));
    } catch (Exception | Error e) {
      dns.close();
      throw e;
    }
  }

  private static Agent start(StoryFile checks, Optional<Guard> guard) throws Exception {
    Sources sources = new Sources(checks.source(), Optional.empty());
    Serving serving = new Serving(List.of(ListenAddress.parse("127.0.0.1:0")), true, guard);
    Export export = new Export(Detail.FULL, Buckets.DEFAULT);
    return Agent.start(sources, serving, export, new BuildInfo("1.2.3", "abc123", "25"));
  }

  /** The folder of the file, and of those that it names. */
  Path folder() {
    return file.folder();
  }

  /** The file says this from now on; the agent is to notice by itself. */
  void nowSaying(String text) throws IOException {
    file.write(text);
  }

  /** The file says this from now on, and the agent is told to read it: what that comes to. */
  HttpResponse<String> reloading(String text) throws Exception {
    file.write(text);
    return post("/-/reload");
  }

  HttpResponse<String> post(String path) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(uri(path))
            .timeout(Duration.ofSeconds(20))
            .POST(HttpRequest.BodyPublishers.noBody())
            .build();
    return client.send(request, BodyHandlers.ofString(UTF_8));
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port() + path);
  }

  /** Where it serves HTTP, on 127.0.0.1. */
  int port() {
    return agent.addresses().getFirst().getPort();
  }

  /** What is served at {@code path}. */
  HttpResponse<String> get(String path, String... headers) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri(path)).timeout(Duration.ofSeconds(20));
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return client.send(request.build(), BodyHandlers.ofString(UTF_8));
  }

  /** {@code /metrics} as it is now. */
  Scraped metrics() throws Exception {
    HttpResponse<String> answer = get("/metrics");
    assertThat(answer.statusCode()).isEqualTo(200);
    return Scraped.text(answer.body());
  }

  /** {@code /metrics} as soon as it is as it should be. */
  Scraped metricsWhen(String description, Predicate<Scraped> good) throws Exception {
    return Polling.until(description, this::metrics, good);
  }

  /** {@code /metrics} as soon as each of these checks has had so many rounds. */
  Scraped metricsAfter(int rounds, String... checks) throws Exception {
    return metricsWhen(
        rounds + " rounds of " + List.of(checks),
        now ->
            Arrays.stream(checks)
                .allMatch(
                    check -> now.value("mxping_rounds_total{check=\"" + check + "\"}") >= rounds));
  }

  /** A check as {@code /api/v1} tells of it. */
  JsonNode json(String check) throws Exception {
    HttpResponse<String> answer = get("/api/v1/checks/" + check);
    assertThat(answer.statusCode()).isEqualTo(200);
    return new JsonMapper().readTree(answer.body());
  }

  /** The zone is another one from now on. */
  void nowServing(String zone) {
    dns.nowServing(zone);
  }

  /** Stops the agent alone: its name server goes on. */
  void stop() throws IOException {
    client.close();
    agent.close();
  }

  @Override
  public void close() throws IOException {
    stop();
    dns.close();
    file.close();
  }
}
