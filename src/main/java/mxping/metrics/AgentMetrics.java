package mxping.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.function.IntSupplier;
import mxping.history.History;

/** The meters of the agent itself. Thread-safe. */
final class AgentMetrics {
  private final Counter internalErrors;
  private volatile boolean reloaded;
  private volatile double reloadedAt;

  AgentMetrics(MeterRegistry registry, History history, Metrics.Load load) {
    gauge(registry, "mxping_checks", "Checks that are loaded.", () -> history.checks().size());
    gauge(registry, "mxping_probes_in_flight", "Probes going on.", load.inFlight());
    gauge(registry, "mxping_probes_waiting", "Probes waiting for their turns.", load.waiting());
    gauge(
        registry,
        "mxping_config_last_reload_successful",
        "Whether the last attempt to load the checks succeeded.",
        () -> reloaded ? 1 : 0);
    Gauge.builder("mxping_config_last_reload_success_timestamp_seconds", () -> reloadedAt)
        .description("When the checks were last loaded with success.")
        .register(registry);
    internalErrors =
        Counter.builder("mxping_internal_errors_total")
            .description("Bugs of the agent and troubles of its machine; each is logged.")
            .register(registry);
  }

  private static void gauge(MeterRegistry registry, String name, String help, IntSupplier value) {
    Gauge.builder(name, value::getAsInt).description(help).register(registry);
  }

  void internalError() {
    internalErrors.increment();
  }

  void reloaded(boolean success, Instant when) {
    reloaded = success;
    if (success) {
      reloadedAt = Seconds.at(when);
    }
  }
}
