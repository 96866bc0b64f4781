package mxping.metrics;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import mxping.history.History;
import mxping.run.Round;

/** All metrics of an agent, ready to be scraped. Thread-safe. */
public final class Metrics {
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Histograms histograms;
  private final AgentMetrics agent;

  /** What is running: {@code mxping_build_info}. */
  public record BuildInfo(String version, String revision, String java) {}

  /**
   * What the agent is busy with at this moment.
   *
   * @param inFlight probes going on
   * @param waiting probes waiting for their turns
   */
  public record Load(IntSupplier inFlight, IntSupplier waiting) {}

  /**
   * The agents that share the checks, at this moment.
   *
   * @param members in the view, this agent among them
   * @param ownedChecks that this agent runs and no other does
   * @param viewChanges since the start
   * @param digestMismatch whether somebody has read another file
   */
  public record Cluster(
      IntSupplier members,
      IntSupplier ownedChecks,
      LongSupplier viewChanges,
      BooleanSupplier digestMismatch) {}

  /**
   * @param history what checks and hosts are read from at each scrape
   * @param export which metrics there are to scrape
   */
  public Metrics(History history, BuildInfo build, Load load, Export export) {
    histograms = new Histograms(export.buckets());
    agent = new AgentMetrics(registry, history, load);
    PrometheusRegistry prometheus = registry.getPrometheusRegistry();
    prometheus.register(constant(buildInfo(build)));
    prometheus.register(
        new HistoryCollector(history, histograms, export.detail(), this::internalError));
    JvmMetrics.builder().register(prometheus);
  }

  /** This agent is a member of a cluster. */
  public void shared(Cluster cluster) {
    ClusterMetrics.register(registry, cluster);
  }

  private static Collector constant(GaugeSnapshot family) {
    return () -> family;
  }

  /** Not a meter of Micrometer, which would take {@code _info} off the name. */
  private static GaugeSnapshot buildInfo(BuildInfo build) {
    Labels labels =
        Labels.of("java", build.java(), "revision", build.revision(), "version", build.version());
    return GaugeSnapshot.builder()
        .name("mxping_build_info")
        .help("What is running.")
        .dataPoint(new GaugeDataPointSnapshot(1, labels, null))
        .build();
  }

  /** Takes the durations of a round into the histograms; all else is read from the history. */
  public void observe(Round.Completed round) {
    histograms.observe(round);
  }

  /** A round starts, {@code lag} after its time; a round that starts early has none. */
  public void started(Duration lag) {
    histograms.lag(lag);
  }

  /** Our bug, or our machine, kept something from being done. */
  public void internalError() {
    agent.internalError();
  }

  /** The checks were loaded, or were to be and could not; the first time counts too. */
  public void reloaded(boolean success, Instant when) {
    agent.reloaded(success, when);
  }

  /** Drops the histograms of checks that were removed or changed. */
  public void forget(Set<String> checks) {
    histograms.forget(checks::contains);
  }

  /**
   * Writes all metrics as they are now, uncompressed. Nothing is written before all is collected;
   * the stream is not closed.
   *
   * @throws IOException where {@code out} throws it
   */
  public void write(Exposition form, OutputStream out) throws IOException {
    ScopedValue.where(Exposition.CURRENT, form)
        .call(
            () -> {
              registry.scrape(out, form.contentType());
              return form;
            });
  }
}
