package mxping.check;

import java.time.Duration;
import java.time.ZoneId;

/** When the rounds of a check are due. */
public sealed interface Cadence {

  /** At a fixed rate; {@code interval} is at least one second. */
  record Every(Duration interval) implements Cadence {}

  /** By a Quartz cron expression, six or seven fields, in a time zone. */
  record Cron(String expression, ZoneId zone) implements Cadence {}
}
