package mxping.bench;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Memory while 10,000 mail hosts hang: each takes the connection and says nothing. */
record Hanging() implements Measurement {
  private static final int HOSTS = 10_000;
  private static final int A_NET = 250;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Override
  public String about() {
    return "10,000 hosts that hang";
  }

  @Override
  public List<Figure> taken() throws Exception {
    List<ServerSocket> hosts = new ArrayList<>();
    try {
      for (int i = 0; i < HOSTS; i++) {
        int port = hosts.isEmpty() ? 0 : hosts.getFirst().getLocalPort();
        hosts.add(new ServerSocket(port, 2, InetAddress.ofLiteral(address(i))));
      }
      try (Subject agent = new Subject(checks(hosts.getFirst().getLocalPort()))) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        double inFlight = 0;
        while (inFlight < HOSTS && System.nanoTime() < end) {
          Thread.sleep(Duration.ofSeconds(2));
          inFlight = inFlight(agent.get("/metrics"));
        }
        return List.of(
            new Figure("probes in flight", inFlight, ""),
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
    StringBuilder file = new StringBuilder("probe: {helo: probe.test, max_in_flight: 12000}\n");
    file.append(
        "defaults: {every: 20s, timeout: 5m, timeouts: {greeting: 5m}, port: %d}%nchecks:%n"
            .formatted(port));
    for (int i = 0; i < HOSTS; i++) {
      file.append("  - {name: c%05d, host: %s}%n".formatted(i, address(i)));
    }
    return file.toString();
  }
}
