package mxping.real;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A Prometheus that scrapes as its configuration says. */
final class RealPrometheus implements Part {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String ADDRESS = "127.0.0.1";

  private final int port;
  private final Program running;
  private final HttpClient http = HttpClient.newHttpClient();

  /**
   * Starts one.
   *
   * @param directory an empty one
   */
  static RealPrometheus start(Path directory, String configuration) throws Exception {
    int port = Loopback.freePort();
    Path file = Files.writeString(directory.resolve("prometheus.yml"), configuration);
    List<String> command =
        List.of(
            "prometheus",
            "--config.file=" + file,
            "--storage.tsdb.path=" + directory.resolve("data"),
            "--web.listen-address=" + ADDRESS + ":" + port);
    Program running = Program.start(directory, "prometheus", Map.of(), command);
    RealPrometheus prometheus = new RealPrometheus(port, running);
    try {
      Loopback.awaitListening(ADDRESS, port, PATIENCE);
    } catch (AssertionError e) {
      prometheus.close();
      throw new AssertionError("Prometheus did not start\n" + prometheus.log(), e);
    }
    return prometheus;
  }

  private RealPrometheus(int port, Program running) {
    this.port = port;
    this.running = running;
  }

  /** What an instant query finds. */
  JsonNode query(String promql) throws IOException, InterruptedException {
    String query = URLEncoder.encode(promql, StandardCharsets.UTF_8);
    return get("/api/v1/query?query=" + query).at("/data/result");
  }

  /** The targets it scrapes, with their health and last errors. */
  JsonNode targets() throws IOException, InterruptedException {
    return get("/api/v1/targets").at("/data/activeTargets");
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    URI uri = URI.create("http://" + ADDRESS + ":" + port + path);
    HttpRequest request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(10)).build();
    return new JsonMapper()
        .readTree(http.send(request, HttpResponse.BodyHandlers.ofString()).body());
  }

  @Override
  public String name() {
    return "Prometheus on " + ADDRESS + ":" + port;
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
