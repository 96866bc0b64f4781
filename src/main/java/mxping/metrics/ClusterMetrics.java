package mxping.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.Supplier;

/** The meters of an agent that shares its checks with others. */
final class ClusterMetrics {
  private ClusterMetrics() {}

  static void register(MeterRegistry registry, Metrics.Cluster cluster) {
    gauge(
        registry,
        "mxping_cluster_members",
        "Agents that this one knows to be there, itself among them.",
        cluster.members()::getAsInt);
    gauge(
        registry,
        "mxping_cluster_owned_checks",
        "Checks that this agent runs for all.",
        cluster.ownedChecks()::getAsInt);
    gauge(
        registry,
        "mxping_cluster_digest_mismatch",
        "Whether a member has read another file than this agent.",
        () -> cluster.digestMismatch().getAsBoolean() ? 1 : 0);
    FunctionCounter.builder(
            "mxping_cluster_view_changes_total", cluster, of -> of.viewChanges().getAsLong())
        .description("How often members came or went.")
        .register(registry);
  }

  private static void gauge(
      MeterRegistry registry, String name, String help, Supplier<Number> value) {
    Gauge.builder(name, value).description(help).register(registry);
  }
}
