package mxping.schedule;

import java.time.Duration;
import org.quartz.Job;
import org.quartz.JobExecutionContext;

/** The job that shows that the scheduler is alive: it comes the way that all rounds come. */
final class Pulse implements Job {
  /** No check can have this name, for it has a blank. */
  static final String NAME = "the pulse";

  static final Duration EVERY = Duration.ofSeconds(1);

  private final Runnable beat;

  Pulse(Runnable beat) {
    this.beat = beat;
  }

  @Override
  public void execute(JobExecutionContext context) {
    beat.run();
  }
}
