package mxping.metrics;

import io.prometheus.metrics.model.snapshots.Labels;
import java.time.Instant;

/** What a series is about. */
interface Subject {

  /** What all its series have in common. */
  Labels labels();

  /** When its counters stood at 0. */
  Instant since();
}
