package mxping.real;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A Prometheus on loopback, with a store of its own. */
final class RealPrometheus implements Part {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String ADDRESS = "127.0.0.1";

  private final Program running;
  private final URI home;
  private final HttpClient http = HttpClient.newHttpClient();

  /** Starts one on this configuration file. */
  static RealPrometheus start(Path directory, Path configuration) throws Exception {
    int port = Loopback.freePort();
    List<String> command =
        List.of(
            "prometheus",
            "--config.file=" + configuration,
            "--storage.tsdb.path=" + directory.resolve("data"),
            "--web.listen-address=" + ADDRESS + ":" + port);
    Program running = Program.start(directory, "prometheus", Map.of(), command);
    RealPrometheus prometheus = new RealPrometheus(running, port);
    try {
      Loopback.awaitListening(ADDRESS, port, PATIENCE);
      Eventually.within(PATIENCE, prometheus::assertReady);
    } catch (AssertionError e) {
      prometheus.close();
      throw new AssertionError("Prometheus did not start\n" + running.output(), e);
    }
    return prometheus;
  }

  private RealPrometheus(Program running, int port) {
    this.running = running;
    this.home = URI.create("http://" + ADDRESS + ":" + port);
  }

  /** It listens before it answers: until its store is read, with 503. */
  private void assertReady() throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(home.resolve("/-/ready")).build();
    int status = http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    assertThat(status).isEqualTo(200);
  }

  /** What an expression comes to now: the series of the result. */
  JsonNode query(String expression) throws Exception {
    return asked("/api/v1/query?query=", expression).at("/data/result");
  }

  /** What {@code format_query} makes of an expression, which it parses first. */
  String formatted(String expression) throws Exception {
    return asked("/api/v1/format_query?query=", expression).get("data").asString();
  }

  /** The targets it scrapes, with their health and last errors. */
  JsonNode targets() throws Exception {
    return asked("/api/v1/targets?state=", "active").at("/data/activeTargets");
  }

  /** All alerts, firing and pending. */
  JsonNode alerts() throws Exception {
    return asked("/api/v1/alerts?", "").at("/data/alerts");
  }

  /**
   * The answer to a question.
   *
   * @throws AssertionError where it is no success
   */
  private JsonNode asked(String path, String question) throws IOException, InterruptedException {
    URI uri = home.resolve(path + URLEncoder.encode(question, UTF_8));
    HttpRequest request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(20)).build();
    String body = http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    JsonNode answer = new JsonMapper().readTree(body);
    if (!answer.get("status").asString().equals("success")) {
      throw new AssertionError(question + "\n" + body);
    }
    return answer;
  }

  @Override
  public String name() {
    return "Prometheus on " + home;
  }

  @Override
  public String log() {
    return running.output();
  }

  @Override
  public void close() {
    http.close();
    running.stop();
  }
}
