package mxping.bench;

import java.time.Duration;
import java.util.List;
import mxping.certificates.Certificates;

/** What a probe costs of an agent with 1,000 checks every 10 s, scraped every 10 s. */
record Steady(String how, String tls) implements Measurement {
  static final String VERIFIED =
      "{mode: required, verify: require, server_name: %%s, ca_file: \"%s\"}"
          .formatted(Certificates.caFile());

  private static final Duration WARM = Duration.ofSeconds(20);
  private static final Duration BETWEEN_SCRAPES = Duration.ofSeconds(10);
  private static final int SCRAPES = 3;

  @Override
  public String about() {
    return "steady, 1,000 checks every 10 s, " + how;
  }

  @Override
  public List<Figure> taken() throws Exception {
    try (MailHosts hosts = new MailHosts();
        Subject agent = new Subject(hosts.checks(1000, 10, tls))) {
      Thread.sleep(WARM);
      Scraped before = Scraped.of(agent);
      double cpu = agent.cpuSeconds();
      double resumed = hosts.resumed();
      Scraped after = before;
      for (int i = 0; i < SCRAPES; i++) {
        Thread.sleep(BETWEEN_SCRAPES);
        after = Scraped.of(agent);
      }
      double probes = after.probes() - before.probes();
      return List.of(
          new Figure(
              "a probe, scrapes included", 1000 * (agent.cpuSeconds() - cpu) / probes, "ms CPU"),
          new Figure("rounds are late, p99, at most", after.lagMillisSince(before), "ms"),
          new Figure("rounds skipped", after.missed() - before.missed(), ""),
          new Figure("probes", probes, ""),
          new Figure("sessions resumed", hosts.resumed() - resumed, ""),
          new Figure("resident memory", agent.megabytes(), "MB"));
    }
  }
}
