package mxping.bench;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Memory while 10,000 mail hosts hang, each of which takes the connection and says nothing; and
 * whether that delays 1,000 checks of others.
 */
record Hanging() implements Measurement {
  private static final int HOSTS = 10_000;
  private static final int A_NET = 250;
  private static final int OTHERS = 1000;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration WINDOW = Duration.ofSeconds(20);

  @Override
  public String about() {
    return "10,000 hosts that hang";
  }

  @Override
  public List<Figure> taken() throws Exception {
    List<ServerSocket> hosts = new ArrayList<>();
    try (MailHosts others = new MailHosts()) {
      for (int i = 0; i < HOSTS; i++) {
        int port = hosts.isEmpty() ? 0 : hosts.getFirst().getLocalPort();
        hosts.add(new ServerSocket(port, 2, InetAddress.ofLiteral(address(i))));
      }
      String checks =
          others.checks(OTHERS, 10, "{mode: \"off\"}") + checks(hosts.getFirst().getLocalPort());
      try (Subject agent = new Subject(checks)) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        double inFlight = 0;
        while (inFlight < HOSTS && System.nanoTime() < end) {
          Thread.sleep(Duration.ofSeconds(2));
          inFlight = inFlight(agent.get("/metrics"));
        }
        Scraped before = Scraped.of(agent);
        Thread.sleep(WINDOW);
        Scraped after = Scraped.of(agent);
        return List.of(
            new Figure("probes in flight", inFlight, ""),
            new Figure("rounds are late, p99, at most", after.lagMillisSince(before), "ms"),
            new Figure("resident memory", agent.megabytes(), "MB"));
      }
    } finally {
      for (ServerSocket host : hosts) {
        host.close();
      }
    }
  }

  private static double inFlight(String scraped) {
    return scraped
        .lines()
        .filter(line -> line.startsWith("mxping_probes_in_flight "))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(' ') + 1)))
        .sum();
  }

  private static String address(int host) {
    return "127.11.%d.%d".formatted(host / A_NET, 1 + host % A_NET);
  }

  private static String checks(int port) {
    String how = "every: 20s, timeout: 5m, timeouts: {greeting: 5m}, port: %d".formatted(port);
    StringBuilder checks = new StringBuilder();
    for (int i = 0; i < HOSTS; i++) {
      checks.append(
          "  - {name: h%05d, host: %s, tls: {mode: off}, %s}%n".formatted(i, address(i), how));
    }
    return checks.toString();
  }
}
