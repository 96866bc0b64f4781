package mxping.metrics;

import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.snapshots.Unit;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import mxping.probe.Phase;
import mxping.probe.PhaseTime;
import mxping.run.HostResult;
import mxping.run.Round;

/** The histograms, which history does not keep. Thread-safe. */
final class Histograms {
  private static final String PROBES = "mxping_probe_duration_seconds";
  private static final String PHASES = "mxping_phase_duration_seconds";
  private static final String PHASES_OF_CHECKS = "mxping_check_phase_duration_seconds";
  private static final String LAG = "mxping_schedule_lag_seconds";

  private final Histogram probes;
  private final Histogram phases;
  private final Histogram phasesOfChecks;
  private final Histogram lag;
  private volatile boolean phasesOfChecksWanted;

  Histograms(Buckets buckets) {
    probes = histogram(PROBES, "Duration of probes.", buckets, "check").build();
    phases = histogram(PHASES, "Duration of phases.", buckets, "phase").build();
    phasesOfChecks =
        histogram(
                PHASES_OF_CHECKS,
                "Duration of phases by check.",
                new Buckets(List.of()),
                "check",
                "phase")
            .build();
    lag = histogram(LAG, "How late rounds start.", Buckets.LAG).build();
  }

  /** Each native one doubles in eight buckets, so is exact to 9 %, and keeps to 100 of them. */
  private static Histogram.Builder histogram(
      String name, String help, Buckets buckets, String... labels) {
    Histogram.Builder histogram =
        Histogram.builder()
            .name(name)
            .help(help)
            .unit(Unit.SECONDS)
            .labelNames(labels)
            .nativeInitialSchema(3)
            .nativeMaxNumberOfBuckets(100);
    histogram.withoutExemplars();
    return buckets.bounds().isEmpty()
        ? histogram.nativeOnly()
        : histogram.classicUpperBounds(buckets.seconds());
  }

  void observe(Round.Completed round) {
    String check = round.check().name();
    round.resolved().ifPresent(took -> observe(check, Phase.RESOLVE, took));
    for (HostResult host : round.hosts()) {
      if (host.visit() instanceof HostResult.Probed session) {
        probes.labelValues(check).observe(Seconds.of(session.result().duration()));
        for (PhaseTime done : session.result().phases()) {
          observe(check, done.phase(), done.duration());
        }
      }
    }
  }

  private void observe(String check, Phase phase, Duration took) {
    phases.labelValues(phase.label()).observe(Seconds.of(took));
    if (phasesOfChecksWanted) {
      phasesOfChecks.labelValues(check, phase.label()).observe(Seconds.of(took));
    }
  }

  void lag(Duration late) {
    lag.observe(Math.max(0, Seconds.of(late)));
  }

  /** Drops what is about checks of which {@code gone} holds. */
  void forget(Predicate<String> gone) {
    probes.removeIf(labels -> gone.test(labels.getFirst()));
    phasesOfChecks.removeIf(labels -> gone.test(labels.getFirst()));
  }

  /**
   * By name those that {@code form} has a place for: text shows a native one as a mere sum. What
   * has a place in one form only is observed from when that is first asked for.
   */
  Map<String, Histogram> in(Exposition form) {
    return switch (form) {
      case TEXT, OPENMETRICS -> Map.of(PROBES, probes, PHASES, phases, LAG, lag);
      case PROTOBUF -> {
        phasesOfChecksWanted = true;
        yield Map.of(PROBES, probes, PHASES, phases, PHASES_OF_CHECKS, phasesOfChecks, LAG, lag);
      }
    };
  }
}
