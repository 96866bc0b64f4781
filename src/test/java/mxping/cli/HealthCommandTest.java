package mxping.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.javalin.Javalin;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class HealthCommandTest {
  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

  @ParameterizedTest
  @CsvSource({"200, 0", "503, 1", "404, 1", "401, 1", "302, 1"})
  void onlyTwoHundredIsHealthy(int status, int code) {
    Javalin agent =
        Javalin.create(
            config -> {
              config.startup.showJavalinBanner = false;
              config.routes.get("/-/healthy", answer -> answer.status(status));
            });
    agent.start("127.0.0.1", 0);
    try {
      String url = "http://127.0.0.1:" + agent.port() + "/-/healthy";

      Ran ran = Ran.with("health", url);

      assertThat(ran.code()).isEqualTo(code);
      assertThat(ran.err())
          .isEqualTo(code == 0 ? "" : "mxping: " + url + ": answered " + status + "\n");
    } finally {
      agent.stop();
    }
  }

  @Test
  void nobodyThereIsNotHealthy() {
    Ran ran = Ran.with("health", "http://127.72.4.9:1/-/healthy");

    assertThat(ran)
        .isEqualTo(new Ran(1, "", "mxping: http://127.72.4.9:1/-/healthy: Connection refused\n"));
  }

  @Test
  void anAgentThatSaysNothingIsNotWaitedForForEver() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 1, LOOPBACK)) {
      String url = "http://127.0.0.1:" + silent.getLocalPort() + "/-/healthy";
      long began = System.nanoTime();

      Ran ran = Ran.with("health", url);

      assertThat(ran.code()).isEqualTo(1);
      assertThat(ran.err()).containsPattern("timed out|no answer within 5 s");
      assertThat(System.nanoTime() - began).isBetween(4_900_000_000L, 15_000_000_000L);
    }
  }

  @ParameterizedTest
  @CsvSource({"localhost:9025", "ftp://127.0.0.1/", "'http://a b/'", "/-/healthy"})
  void whatIsNoUrlIsUsage(String text) {
    Ran ran = Ran.with("health", text);

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("\"" + text + "\" is no URL such as http://127.0.0.1:9025/");
  }
}
