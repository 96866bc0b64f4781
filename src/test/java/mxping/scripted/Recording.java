package mxping.scripted;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The record of one session while it is written; {@link #snapshot} is what tests see of it.
 * Thread-safe.
 */
final class Recording {
  private final int number;
  private final InetSocketAddress client;
  private final long acceptedNanos = System.nanoTime();
  private final List<ClientLine> lines = new ArrayList<>();
  private final StringBuilder transcript = new StringBuilder();
  private OptionalLong closedNanos = OptionalLong.empty();
  private Ending ending = Ending.OPEN;
  private @Nullable String mismatch;
  private @Nullable Tls tls;
  private @Nullable String tlsBroke;
  private boolean held;
  private boolean finished;

  Recording(int number, InetSocketAddress client) {
    this.number = number;
    this.client = client;
  }

  /** A line of the transcript, {@code S: 220 ...} or {@code S! close}. */
  synchronized void note(String line) {
    transcript.append(Octets.visible(line)).append('\n');
  }

  synchronized void heard(ClientLine line) {
    lines.add(line);
    note("C: " + line.text());
  }

  synchronized int linesHeard() {
    return lines.size();
  }

  /** Says that from here on all is inside TLS. */
  synchronized void secured(Tls agreed) {
    tls = agreed;
    note("S! tls " + agreed);
  }

  synchronized void tlsBroke(String why) {
    tlsBroke = why;
    note("S! tls broke: " + why);
  }

  synchronized void mismatched(String what) {
    mismatch = what;
  }

  /** Says how it ends; the first to say so is right. */
  synchronized void ends(Ending how) {
    if (ending == Ending.OPEN) {
      ending = how;
    }
  }

  /** Says that it is closed since then; false if it was so before. */
  synchronized boolean closes(long atNanos) {
    boolean first = closedNanos.isEmpty();
    if (first) {
      closedNanos = OptionalLong.of(atNanos);
    }
    return first;
  }

  /** Whether the session may be cut off now without being a mismatch. */
  synchronized void hold(boolean may) {
    held = may;
  }

  synchronized void finish() {
    finished = true;
  }

  synchronized boolean isFinished() {
    return finished;
  }

  synchronized boolean isSettled() {
    return finished || held;
  }

  synchronized Session snapshot() {
    return new Session(
        number,
        client,
        acceptedNanos,
        closedNanos,
        lines,
        ending,
        Optional.ofNullable(mismatch),
        Optional.ofNullable(tls),
        Optional.ofNullable(tlsBroke),
        transcript.toString());
  }
}
