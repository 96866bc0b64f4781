package mxping.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * How much the machine was disturbed from when this was made: the time that was taken from it by
 * others of its host, and how late a thread of ours woke up that asked to be woken.
 */
final class Noise {
  private static final long PAUSE_NANOS = 10_000_000;
  private static final int LOOKS = 200;
  private static final int STEAL = 8;

  private final double stolenBefore = stolen();
  private final long began = System.nanoTime();
  private final double lateBefore = lateMillis();

  List<Figure> figures() {
    double seconds = (System.nanoTime() - began) / 1e9;
    double stolen = stolen() - stolenBefore;
    return List.of(
        new Figure("stolen by the machine's host, of all time", 100 * stolen / seconds, "%"),
        new Figure("late wake-ups before, p99", lateBefore, "ms"),
        new Figure("late wake-ups after, p99", lateMillis(), "ms"));
  }

  /** Seconds per processor, since it was started; 0 where the system does not tell. */
  private static double stolen() {
    try {
      String[] all = Files.readAllLines(Path.of("/proc/stat")).getFirst().split(" +", -1);
      return Double.parseDouble(all[STEAL]) / 100 / Runtime.getRuntime().availableProcessors();
    } catch (IOException e) {
      return 0;
    }
  }

  private static double lateMillis() {
    long[] late = new long[LOOKS];
    for (int i = 0; i < LOOKS; i++) {
      long until = System.nanoTime() + PAUSE_NANOS;
      while (System.nanoTime() < until) {
        LockSupport.parkNanos(until - System.nanoTime());
      }
      late[i] = System.nanoTime() - until;
    }
    Arrays.sort(late);
    return late[LOOKS * 99 / 100] / 1e6;
  }
}
