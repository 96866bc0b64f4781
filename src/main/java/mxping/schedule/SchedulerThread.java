package mxping.schedule;

import org.quartz.spi.ThreadExecutor;

/**
 * Starts Quartz's one thread as a daemon: it must not keep a process alive that has nothing else to
 * do.
 */
final class SchedulerThread implements ThreadExecutor {
  @Override
  public void execute(Thread thread) {
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void initialize() {}
}
