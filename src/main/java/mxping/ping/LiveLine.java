package mxping.ping;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/**
 * The last line of a terminal, which says what is waited for, and for how long, while that takes
 * longer than half a second. It never fills a line, so that it can be written over. Thread-safe.
 */
final class LiveLine {
  private static final long PATIENCE = Duration.ofMillis(500).toNanos();
  private static final long BETWEEN = Duration.ofMillis(200).toNanos();
  private static final int WIDTH = 79;
  private static final String CLEARED = "\r\u001b[K";

  private final PrintWriter out;
  private String what = "";
  private long since;
  private boolean shown;

  LiveLine(PrintWriter out) {
    this.out = out;
    Thread.ofVirtual().name("live line").start(this::run);
  }

  /** The wait for {@code what} begins now. */
  synchronized void waits(String what) {
    this.what = what;
    this.since = System.nanoTime();
  }

  /** Nothing is waited for, and the line is free. */
  synchronized void clear() {
    what = "";
    hide();
  }

  /** The line is free for now; the wait goes on. */
  synchronized void hide() {
    if (shown) {
      out.print(CLEARED);
      out.flush();
      shown = false;
    }
  }

  private void run() {
    while (true) {
      LockSupport.parkNanos(BETWEEN);
      show();
    }
  }

  private synchronized void show() {
    long waited = System.nanoTime() - since;
    if (what.isEmpty() || waited < PATIENCE) {
      return;
    }
    String time = String.format(Locale.ROOT, " %.1f s", waited / 1e9);
    int room = WIDTH - time.length();
    out.print(CLEARED + (what.length() <= room ? what : what.substring(0, room)) + time);
    out.flush();
    shown = true;
  }
}
