package mxping;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How many threads of the system an agent has, however many of its probes wait. */
class ThreadsBudgetTest {
  private static final int HOSTS = 200;

  @TempDir private Path folder = Path.of("");

  @Test
  void hangingProbesTakeNoThread() throws Exception {
    List<ServerSocket> hosts = new ArrayList<>();
    try {
      hosts.add(silent(1, 0));
      int port = hosts.getFirst().getLocalPort();
      StringBuilder checks =
          new StringBuilder("defaults: {every: 1h, port: %d}\nchecks:\n".formatted(port));
      for (int i = 1; i <= HOSTS; i++) {
        if (i > 1) {
          hosts.add(silent(i, port));
        }
        checks.append("  - {name: c%d, host: %s}\n".formatted(i, address(i)));
      }
      try (var agent = Child.on(folder, checks.toString(), "-XX:ActiveProcessorCount=2")) {
        String scraped =
            Polling.until(
                "all probes in flight",
                () -> agent.get("/metrics"),
                text -> text.contains("\nmxping_probes_in_flight %d".formatted(HOSTS)));
        assertThat(Scraped.text(scraped).value("jvm_threads_current"))
            .isPositive()
            .isLessThanOrEqualTo(24.0);
      }
    } finally {
      for (ServerSocket host : hosts) {
        host.close();
      }
    }
  }

  private static String address(int host) {
    return "127.0.1." + host;
  }

  /** One that takes connections, by the system's queue, and never says anything. */
  private static ServerSocket silent(int host, int port) throws Exception {
    return new ServerSocket(port, 8, InetAddress.ofLiteral(address(host)));
  }
}
