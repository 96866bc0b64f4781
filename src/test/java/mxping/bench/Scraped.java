package mxping.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What the agent tells of its probes and rounds at one moment. */
record Scraped(double probes, double missed, List<Double> bounds, List<Double> rounds) {
  private static final String LAG = "mxping_schedule_lag_seconds_bucket{le=\"";

  static Scraped of(Subject agent) throws IOException, InterruptedException {
    double probes = 0;
    double missed = 0;
    List<Double> bounds = new ArrayList<>();
    List<Double> rounds = new ArrayList<>();
    for (String line : agent.get("/metrics").split("\n", -1)) {
      if (line.startsWith("mxping_probes_total{") && !line.contains("skipped")) {
        probes += value(line);
      } else if (line.startsWith("mxping_rounds_skipped_total{")) {
        missed += value(line);
      } else if (line.startsWith(LAG)) {
        String bound = line.substring(LAG.length(), line.indexOf('"', LAG.length()));
        bounds.add(bound.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(bound));
        rounds.add(value(line));
      }
    }
    return new Scraped(probes, missed, bounds, rounds);
  }

  private static double value(String line) {
    return Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
  }

  /** The bound of the bucket below which 99 % of the rounds since {@code before} were late. */
  double lagMillisSince(Scraped before) {
    double all = rounds.getLast() - before.rounds.getLast();
    for (int i = 0; i < bounds.size(); i++) {
      if (rounds.get(i) - before.rounds.get(i) >= 0.99 * all) {
        return bounds.get(i) * 1000;
      }
    }
    return Double.NaN;
  }
}
