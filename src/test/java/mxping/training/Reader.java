package mxping.training;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Who looks at an agent: Prometheus of any age, and people. */
final class Reader {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String TEXT = "text/plain;version=0.0.4";
  private static final String OPENMETRICS = "application/openmetrics-text;version=1.0.0";

  private final HttpClient http = HttpClient.newHttpClient();
  private final String home;

  /** One of the agent that serves on this port of 127.0.0.1. */
  Reader(int port) {
    home = "http://127.0.0.1:" + port;
  }

  /** Opens a page in a browser that takes it compressed. */
  void page(String path) throws IOException, InterruptedException {
    get(path, "text/html", "gzip");
  }

  /**
   * Scrapes as text, compressed and not; the plain text is the answer. Protocol buffers, which few
   * ask for, are left to learn when they are asked for: that takes 20 ms.
   */
  String scrape() throws IOException, InterruptedException {
    get("/metrics", OPENMETRICS, "gzip");
    get("/metrics", TEXT, "gzip");
    return get("/metrics", TEXT, "identity");
  }

  private String get(String path, String accept, String encoding)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(home + path))
            .header("Accept", accept)
            .header("Accept-Encoding", encoding)
            .timeout(PATIENCE)
            .build();
    return http.send(request, BodyHandlers.ofString()).body();
  }
}
