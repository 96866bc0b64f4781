package mxping.bench;

import java.time.Duration;
import java.util.List;

/** Whether an agent with 10,000 checks keeps its schedule, and how long it takes to reload them. */
record Many(int everySeconds) implements Measurement {
  private static final int CHECKS = 10_000;
  private static final Duration WINDOW = Duration.ofSeconds(25);

  @Override
  public String about() {
    return "10,000 checks every %d s".formatted(everySeconds);
  }

  @Override
  public List<Figure> taken() throws Exception {
    try (MailHosts hosts = new MailHosts()) {
      String checks = hosts.checks(CHECKS, everySeconds, "{mode: \"off\"}");
      try (Subject agent = new Subject(checks, "--metrics.detail=lean")) {
        Thread.sleep(WINDOW);
        Scraped before = Scraped.of(agent);
        double cpu = agent.cpuSeconds();
        Thread.sleep(WINDOW);
        double used = agent.cpuSeconds() - cpu;
        Scraped after = Scraped.of(agent);
        double probes = after.probes() - before.probes();
        agent.write(checks.replace("c00000,", "other,"));
        return List.of(
            new Figure("a probe", 1000 * used / probes, "ms CPU"),
            new Figure("rounds are late, p99, at most", after.lagMillisSince(before), "ms"),
            new Figure("rounds skipped", after.missed() - before.missed(), ""),
            new Figure("probes", probes, ""),
            new Figure("reload with one check changed", agent.reloadMillis(), "ms"),
            new Figure("resident memory", agent.megabytes(), "MB"));
      }
    }
  }
}
