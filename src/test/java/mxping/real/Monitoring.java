package mxping.real;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import mxping.deploy.Deployed;

/**
 * Prometheus and Alertmanager on the files that are shipped, in a hurry: they scrape and judge each
 * second, and the durations of alerts, {@code for: 2m}, are a thirtieth of what they are.
 */
record Monitoring(RealPrometheus prometheus, Webhook webhook) {
  private static final Pattern FOR = Pattern.compile("for: (\\d+)([smh])");
  private static final int HURRY = 30;

  /** Watches an agent. */
  static Monitoring of(Rig rig, RealAgent agent) throws Exception {
    Webhook webhook = rig.keep(Webhook.start());
    RealAlertmanager alertmanager =
        rig.keep(
            RealAlertmanager.start(
                rig.directory(),
                Deployed.at("alertmanager/alertmanager.yml")
                    .text()
                    .replace("http://localhost:8080", webhook.url())
                    .replaceAll("group_(wait|interval): .*", "group_$1: 1s")));
    Path directory = rig.directory();
    Path rules = Files.createDirectory(directory.resolve("rules"));
    for (Deployed file : Deployed.below("prometheus/rules", name -> name.endsWith(".yml"))) {
      Files.writeString(rules.resolve(file.path().getFileName()), hurried(file.text()));
    }
    String configuration =
        Deployed.at("prometheus/prometheus.yml")
            .text()
            .replace("localhost:9025", "127.0.0.1:" + agent.port())
            .replace("localhost:9093", alertmanager.target())
            .replaceAll("_interval: 15s", "_interval: 1s");
    Path file = Files.writeString(directory.resolve("prometheus.yml"), configuration);
    return new Monitoring(rig.keep(RealPrometheus.start(directory, file)), webhook);
  }

  private static String hurried(String rules) {
    return FOR.matcher(rules).replaceAll(Monitoring::hurried);
  }

  private static String hurried(MatchResult text) {
    Duration duration = Duration.parse("PT" + text.group(1) + text.group(2));
    return "for: " + duration.dividedBy(HURRY).toMillis() + "ms";
  }
}
