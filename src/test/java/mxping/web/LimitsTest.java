package mxping.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import mxping.config.WebConfig;
import mxping.config.WebConfig.Rate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What clients may take, and what becomes of those that take more. */
class LimitsTest {
  /** More than a client may take to ask, and than it takes to notice. */
  private static final Duration PATIENCE = SlowClients.TO_ASK.plusSeconds(20);

  private static Socket client(Served served) throws IOException {
    Socket socket = new Socket(served.address().getAddress(), served.address().getPort());
    socket.setSoTimeout((int) PATIENCE.toMillis());
    return socket;
  }

  /** A header now and then, and never the last: never silent for long. */
  @Test
  void whoDripsARequestIsCutOff() throws Exception {
    try (Served served = new Served();
        Socket slow = client(served)) {
      OutputStream out = slow.getOutputStream();
      out.write("GET /metrics HTTP/1.1\r\nHost: a\r\n".getBytes(UTF_8));
      long began = System.nanoTime();
      boolean open = true;
      while (open && System.nanoTime() - began < PATIENCE.toNanos()) {
        LockSupport.parkNanos(Duration.ofMillis(250).toNanos());
        open = drips(slow);
      }
      assertThat(open).as("after " + PATIENCE).isFalse();
      assertThat(served.get("/metrics").statusCode()).as("others").isEqualTo(200);
    }
  }

  /** Whether the server still listens to what this client says. */
  private static boolean drips(Socket slow) {
    try {
      slow.getOutputStream().write("X-A: b\r\n".getBytes(UTF_8));
      slow.setSoTimeout(1);
      return slow.getInputStream().read() >= 0;
    } catch (SocketTimeoutException e) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void whoSaysNothingIsCutOffToo() throws Exception {
    try (Served served = new Served();
        Socket silent = client(served)) {
      assertThat(silent.getInputStream().read()).isEqualTo(-1);
    }
  }

  /** A scraper keeps its connection for longer than a request may take. */
  @Test
  void whoRestsBetweenTwoRequestsIsNot() throws Exception {
    byte[] request = "GET /-/healthy HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(UTF_8);

    try (Served served = new Served();
        Socket resting = client(served)) {
      resting.getOutputStream().write(request);
      assertThat(line(resting.getInputStream())).isEqualTo("HTTP/1.1 200 OK");
      Duration rest = SlowClients.TO_ASK.plusSeconds(3);
      long end = System.nanoTime() + rest.toNanos();
      while (System.nanoTime() - end < 0) {
        LockSupport.parkNanos(end - System.nanoTime());
      }
      resting.getInputStream().skipNBytes(resting.getInputStream().available());
      resting.getOutputStream().write(request);
      assertThat(line(resting.getInputStream())).isEqualTo("HTTP/1.1 200 OK");
    }
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c >= 0 && c != '\r'; c = in.read()) {
      line.append((char) c);
    }
    return line.toString();
  }

  @ParameterizedTest
  @CsvSource({
    "GET /metrics HTTP/1.1, X-Long: %s,              9000,  431 Request Header Fields Too Large",
    "GET /%s HTTP/1.1,      X-Short: a,              9000,  414 URI Too Long",
    "GET /metrics HTTP/1.1, Content-Length: 1000000, 1,     413 Payload Too Large",
    "POST /-/reload HTTP/1.1, Content-Length: 99999999999, 1, 413 Payload Too Large",
  })
  void whatIsTooLargeIsRefused(String line, String header, int octets, String status)
      throws Exception {
    String much = "a".repeat(octets);
    try (Served served = new Served()) {
      String answer =
          served.raw(
              (line + "\r\nHost: a\r\nConnection: close\r\n" + header + "\r\n\r\n")
                  .replace("%s", much));
      assertThat(answer).startsWith("HTTP/1.1 " + status.substring(0, 3)).endsWith(status + "\n");
    }
  }

  /** All that may be made at once are in the making, and never end; a scrape is answered. */
  @Test
  void pagesKeepNoScrapeWaiting() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    AtomicInteger making = new AtomicInteger();
    try (Served served = new Served();
        ExecutorService visitors = Executors.newVirtualThreadPerTaskExecutor()) {
      served.configuration.set(stuck(making, end));
      List<Future<HttpResponse<String>>> pages = new ArrayList<>();
      for (int i = 0; i < 3 * Limits.PAGES; i++) {
        pages.add(visitors.submit(() -> served.get("/api/v1/config")));
      }
      while (making.get() < Limits.PAGES) {
        LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
      }
      assertThat(served.get("/metrics").statusCode()).isEqualTo(200);
      assertThat(served.get("/-/healthy").statusCode()).isEqualTo(200);
      assertThat(making).as("made at once").hasValue(Limits.PAGES);
      end.countDown();
      for (Future<HttpResponse<String>> page : pages) {
        assertThat(page.get().statusCode()).isEqualTo(200);
      }
    }
  }

  /** A configuration that keeps whoever looks at it. */
  private static Served.Look stuck(AtomicInteger making, CountDownLatch end) {
    return () -> {
      making.incrementAndGet();
      end.await();
      return WebConfigs.NO_CHECKS;
    };
  }

  @Test
  void requestsAreCountedWhereTheOperatorWantsIt() throws Exception {
    Rate rate = new Rate(Duration.ofHours(1), 2);
    try (Served served =
        new Served(new WebConfig(Optional.empty(), Map.of(), Map.of(), Optional.of(rate)))) {
      assertThat(served.get("/metrics").statusCode()).isEqualTo(200);
      assertThat(served.get("/metrics").statusCode()).isEqualTo(200);
      assertThat(served.get("/metrics").statusCode()).isEqualTo(429);
      served.change(WebConfig.NONE);
      assertThat(served.get("/metrics").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void tokensComeBackOneEachInterval() {
    TokenBucket bucket = new TokenBucket(new Rate(Duration.ofNanos(10), 2), 0);
    assertThat(List.of(bucket.take(0), bucket.take(0), bucket.take(5)))
        .containsExactly(true, true, false);
    assertThat(List.of(bucket.take(10), bucket.take(19))).containsExactly(true, false);
    assertThat(List.of(bucket.take(1000), bucket.take(1000), bucket.take(1000)))
        .containsExactly(true, true, false);
  }
}
