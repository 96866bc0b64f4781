package mxping.agent;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import mxping.config.FileStamp;

/**
 * Looks whether files have changed since they were read. A change that is still going on is waited
 * for, so that a file which somebody is writing is not read by halves. Blocks on the disk; one look
 * at a time.
 */
final class Watch {
  /** Between two looks at files that nobody touches. */
  static final Duration EVERY = Duration.ofSeconds(1);

  /** How long files have to stay as they are to count as written. */
  private static final Duration STILL = Duration.ofMillis(150);

  private static final int MOST_WAITS = 20;

  private final Supplier<List<FileStamp>> read;
  private final Runnable changed;

  /**
   * @param read the files as they were when they were read last
   * @param changed reads them again
   */
  Watch(Supplier<List<FileStamp>> read, Runnable changed) {
    this.read = read;
    this.changed = changed;
  }

  void look() {
    List<FileStamp> known = read.get();
    List<FileStamp> now = now(known);
    if (now.equals(known)) {
      return;
    }
    awaitStill(now);
    changed.run();
  }

  /** Waits some seconds at most: who never stops writing shall not keep the others waiting. */
  private static void awaitStill(List<FileStamp> files) {
    List<FileStamp> before = files;
    for (int waits = 0; waits < MOST_WAITS; waits++) {
      LockSupport.parkNanos(STILL.toNanos());
      List<FileStamp> now = now(before);
      if (now.equals(before)) {
        return;
      }
      before = now;
    }
  }

  private static List<FileStamp> now(List<FileStamp> files) {
    return files.stream().map(FileStamp::now).toList();
  }
}
