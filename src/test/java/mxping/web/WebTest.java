package mxping.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebTest {
  private static final String SCRAPE = "mxping_checks 7\n".repeat(5_000);

  @Test
  void metricsAreGivenAsTheScraperAccepts() throws Exception {
    try (Served served = new Served()) {
      HttpResponse<String> text = served.get("/metrics");
      HttpResponse<String> open = served.get("/metrics", "Accept", "application/openmetrics-text");

      assertThat(text.statusCode()).isEqualTo(200);
      assertThat(text.body()).isEqualTo("mxping_checks 0\n");
      assertThat(type(text)).isEqualTo("text/plain");
      assertThat(type(open)).startsWith("application/openmetrics-text");
      assertThat(text.headers().firstValue("Content-Encoding")).isEmpty();
    }
  }

  @Test
  void metricsAreCompressedForWhoTakesGzip() throws Exception {
    try (Served served = new Served(new Served.Scrape(SCRAPE))) {
      HttpResponse<byte[]> zipped = served.octets("/metrics", "Accept-Encoding", "br, gzip");

      assertThat(zipped.headers().firstValue("Content-Encoding")).hasValue("gzip");
      assertThat(zipped.headers().firstValue("Vary")).hasValue("Accept-Encoding");
      assertThat(zipped.body()).hasSizeLessThan(SCRAPE.length() / 20);
      assertThat(unzipped(zipped.body())).isEqualTo(SCRAPE);
      assertThat(served.get("/metrics").body()).isEqualTo(SCRAPE);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "gzip,                  true",
    "'deflate, gzip;q=0.5', true",
    "GZIP,                  true",
    "'',                    false",
    "identity,              false",
    "gzip;q=0,              false",
    "gzip; q=0.000,         false",
    "x-gzipped,             false",
  })
  void gzipIsTakenWhereItIsNamedWithAWeight(String accepted, boolean taken) {
    assertThat(Streamed.takesGzip(accepted)).isEqualTo(taken);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/metrics", "/api/v1/checks", "/-/healthy", "/-/checks"})
  void headIsGetWithoutBody(String path) throws Exception {
    try (Served served = new Served()) {
      HttpResponse<String> head = served.send("HEAD", path);

      assertThat(head.statusCode()).isEqualTo(200);
      assertThat(head.body()).isEmpty();
      assertThat(served.send("HEAD", "/api/v1/checks/nobody").statusCode()).isEqualTo(404);
      assertThat(type(head)).isEqualTo(type(served.get(path)));
    }
  }

  @Test
  void isHealthyWhileItAnswersAndReadyOnceChecksAreScheduled() throws Exception {
    try (Served served = new Served()) {
      served.ready.set(false);
      assertThat(served.get("/-/healthy").body()).isEqualTo("mxping is healthy.\n");
      assertThat(served.get("/-/ready").statusCode()).isEqualTo(503);

      assertThat(served.send("HEAD", "/-/ready").statusCode()).isEqualTo(503);

      served.ready.set(true);
      assertThat(served.get("/-/ready").statusCode()).isEqualTo(200);
      assertThat(served.get("/-/ready").body()).isEqualTo("mxping is ready.\n");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/nothing,        404 Not Found",
    "/api,            404 Not Found",
    "/api/v2/checks,  404 Not Found",
    "/METRICS,        404 Not Found",
    "/metrics/more,   404 Not Found",
    "//metrics,       404 Not Found",
    "/-/,             404 Not Found",
    "/%2e%2e/metrics, 400 Bad Request",
    "/%00,            400 Bad Request",
  })
  void otherPathsAreRefused(String path, String line) throws Exception {
    try (Served served = new Served()) {
      HttpResponse<String> answer = served.get(path);

      assertThat(line).startsWith(answer.statusCode() + " ");
      assertThat(answer.body()).isEqualTo(line + "\n");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "BREW"})
  void otherMethodsAreNotAllowed(String method) throws Exception {
    try (Served served = new Served()) {
      HttpResponse<String> answer = served.send(method, "/metrics");

      assertThat(answer.statusCode()).isEqualTo(405);
      assertThat(answer.headers().firstValue("Allow")).hasValue("GET, HEAD");
      assertThat(answer.body()).isEqualTo("405 Method Not Allowed\n");
    }
  }

  @Test
  void saysNothingOfItselfAndMuchToBrowsers() throws Exception {
    try (Served served = new Served()) {
      for (String path : new String[] {"/", "/metrics", "/api/v1/checks", "/nothing"}) {
        var headers = served.get(path).headers();

        assertThat(headers.map()).doesNotContainKeys("server", "x-powered-by", "set-cookie");
        assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(headers.firstValue("Referrer-Policy")).hasValue("no-referrer");
        assertThat(headers.firstValue("Cache-Control")).hasValue("no-store");
        assertThat(headers.firstValue("Content-Security-Policy").orElseThrow())
            .startsWith("default-src 'none'");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rubbish\r\n\r\n",
        "GET /%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        "GET / HTTP/1.1\r\nConnection: close\r\n\r\n",
        "GET / HTTP/9.9\r\nHost: x\r\n\r\n",
      })
  void whatIsNoHttpIsToldSoInOneLine(String request) throws Exception {
    try (Served served = new Served()) {
      String answer = served.raw(request);

      assertThat(answer).startsWith("HTTP/1.1 ").doesNotContainIgnoringCase("jetty", "<", "\tat ");
      assertThat(answer.substring(9, 10)).isIn("4", "5");
    }
  }

  @Test
  void longHeadersAreRefused() throws Exception {
    try (Served served = new Served()) {
      String answer =
          served.raw("GET / HTTP/1.1\r\nHost: x\r\nX: " + "y".repeat(9_000) + "\r\n\r\n");

      assertThat(answer).startsWith("HTTP/1.1 431 ").doesNotContainIgnoringCase("jetty");
    }
  }

  @Test
  void ourBugIsFiveHundredAndNoStack() throws Exception {
    try (Served served = new Served(failing("", new IllegalStateException("secret")))) {
      HttpResponse<byte[]> answer = served.octets("/metrics", "Accept-Encoding", "gzip");

      assertThat(answer.statusCode()).isEqualTo(500);
      assertThat(answer.body()).asString(UTF_8).isEqualTo("500 internal error\n");
      assertThat(answer.headers().firstValue("Content-Encoding")).isEmpty();
      assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    }
  }

  @Test
  void errorIsFiveHundredToo() throws Exception {
    try (Served served = new Served(failing("", new StackOverflowError("secret")))) {
      HttpResponse<String> answer = served.get("/metrics");

      assertThat(answer.statusCode()).isEqualTo(500);
      assertThat(answer.body()).isEqualTo("500 internal error\n");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "identity"})
  void partOfAScrapeIsNeverPassedOffForTheWhole(String coding) throws Exception {
    try (Served served = new Served(failing(noise(), new IllegalStateException("bug")))) {
      String answer =
          served.raw("GET /metrics HTTP/1.1\r\nHost: x\r\nAccept-Encoding: " + coding + "\r\n\r\n");

      assertThat(answer).startsWith("HTTP/1.1 200 ");
      assertThat(answer).doesNotEndWith("0\r\n\r\n");
    }
  }

  @Test
  void scrapeInFlightEndsWellWhenTheServerStops() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    Served served = new Served(waiting(begun, goOn));
    var scrape = CompletableFuture.supplyAsync(() -> scrape(served));
    assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
    var closed = CompletableFuture.runAsync(served::stop);
    untilNobodyListensAt(served.address());

    goOn.countDown();

    assertThat(scrape.get(20, TimeUnit.SECONDS)).isEqualTo("whole\n");
    closed.get(20, TimeUnit.SECONDS);
    served.close();
  }

  private static void untilNobodyListensAt(InetSocketAddress address) {
    long began = System.nanoTime();
    while (System.nanoTime() - began < TimeUnit.SECONDS.toNanos(20)) {
      try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
        assertThat(socket.isConnected()).isTrue();
      } catch (IOException refused) {
        return;
      }
    }
    throw new AssertionError("still listening");
  }

  private static String scrape(Served served) {
    try {
      return served.get("/metrics").body();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static Exposition waiting(CountDownLatch begun, CountDownLatch goOn) {
    return exposition(
        out -> {
          begun.countDown();
          try {
            assertThat(goOn.await(20, TimeUnit.SECONDS)).isTrue();
          } catch (InterruptedException e) {
            throw new IOException(e);
          }
          out.write("whole\n".getBytes(UTF_8));
        });
  }

  private static Exposition failing(String before, Throwable failure) {
    return exposition(
        out -> {
          out.write(before.getBytes(UTF_8));
          switch (failure) {
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> throw new IOException(failure);
          }
        });
  }

  private static Exposition exposition(Streamed.Body body) {
    return new Exposition() {
      @Override
      public String contentType(String accept) {
        return "text/plain";
      }

      @Override
      public void write(String accept, OutputStream out) throws IOException {
        body.writeTo(out);
      }
    };
  }

  /** Text that stays larger than every buffer when compressed. */
  private static String noise() {
    StringBuilder noise = new StringBuilder();
    new Random(7).ints(200_000, 'a', 'z').forEach(c -> noise.append((char) c));
    return noise.toString();
  }

  private static String unzipped(byte[] octets) throws IOException {
    return new String(new GZIPInputStream(new ByteArrayInputStream(octets)).readAllBytes(), UTF_8);
  }

  private static String type(HttpResponse<?> answer) {
    return answer.headers().firstValue("Content-Type").orElse("");
  }
}
