package mxping.bench;

import java.util.List;

/** From the start of the process to the end of the first scrape. */
record Start() implements Measurement {
  private static final int TIMES = 3;

  @Override
  public String about() {
    return "start to the first scrape";
  }

  @Override
  public List<Figure> taken() throws Exception {
    try (MailHosts hosts = new MailHosts()) {
      return List.of(
          new Figure("10 checks, median of 3", median(hosts, 10), "ms"),
          new Figure("1,000 checks, median of 3", median(hosts, 1000), "ms"));
    }
  }

  private static double median(MailHosts hosts, int checks) throws Exception {
    double[] took = new double[TIMES];
    for (int i = 0; i < TIMES; i++) {
      try (Subject agent = new Subject(hosts.checks(checks, 60, "{mode: \"off\"}"))) {
        took[i] = agent.startMillis();
      }
    }
    return Figure.median(took);
  }
}
