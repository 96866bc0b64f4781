package mxping.config;

import java.util.Optional;

/** Whoever knows which cron expressions the timetable understands. */
@FunctionalInterface
public interface CronSyntax {

  /** Why {@code expression} is none; empty where it is one. */
  Optional<String> problem(String expression);
}
