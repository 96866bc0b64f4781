package mxping.schedule;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Notices when the wall clock is set. Quartz goes by it: set back, every trigger would be silent
 * until it has caught up. Time that the machine slept is no step, for it passed for everybody.
 */
final class ClockWatch {
  static final Duration LEAST_STEP = Duration.ofSeconds(5);
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
  private static final Path UPTIME = Path.of("/proc/uptime");

  private final Consumer<Duration> stepped;
  private final Supplier<Instant> wall;
  private final Supplier<Duration> uptime;
  private @Nullable Thread thread;
  private Duration offset;

  /**
   * @param stepped told by how much the clock was set, forward or back
   */
  ClockWatch(Consumer<Duration> stepped) {
    this(stepped, Instant::now, uptime());
  }

  ClockWatch(Consumer<Duration> stepped, Supplier<Instant> wall, Supplier<Duration> uptime) {
    this.stepped = stepped;
    this.wall = wall;
    this.uptime = uptime;
    this.offset = offset();
  }

  /**
   * Compares the clocks, and tells if one was set since they were last compared. Where they cannot
   * be read, because the machine has no file left to open, the next look makes up for it.
   */
  synchronized void look() {
    Duration now;
    try {
      now = offset();
    } catch (UncheckedIOException e) {
      return;
    }
    Duration step = now.minus(offset);
    if (step.abs().compareTo(LEAST_STEP) > 0) {
      stepped.accept(step);
    }
    offset = now;
  }

  private Duration offset() {
    return Duration.between(Instant.EPOCH, wall.get()).minus(uptime.get());
  }

  synchronized void start() {
    thread =
        Thread.ofVirtual()
            .name("clock-watch")
            .start(
                () -> {
                  while (!Thread.currentThread().isInterrupted()) {
                    LockSupport.parkNanos(LOOK_EVERY.toNanos());
                    look();
                  }
                });
  }

  synchronized void stop() {
    if (thread != null) {
      thread.interrupt();
    }
  }

  /** Time since some start, sleep of the machine included where the system tells it (Linux). */
  private static Supplier<Duration> uptime() {
    return Files.isReadable(UPTIME)
        ? ClockWatch::systemUptime
        : () -> Duration.ofNanos(System.nanoTime());
  }

  private static Duration systemUptime() {
    try {
      String text = Files.readString(UPTIME);
      double seconds = Double.parseDouble(text.substring(0, text.indexOf(' ')));
      return Duration.ofMillis((long) (seconds * 1000));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
