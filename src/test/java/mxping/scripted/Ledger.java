package mxping.scripted;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/** The sessions of one server, and how many were open at once. Thread-safe. */
final class Ledger {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final List<Recording> recordings = new ArrayList<>();
  private int open;
  private int mostOpen;

  Recording opens(InetSocketAddress client) {
    lock.lock();
    try {
      Recording recording = new Recording(recordings.size() + 1, client);
      recordings.add(recording);
      open++;
      mostOpen = Math.max(mostOpen, open);
      changed.signalAll();
      return recording;
    } finally {
      lock.unlock();
    }
  }

  /** Says that this session's connection is closed, and how; only the first time counts. */
  void closes(Recording recording, Ending how, long atNanos) {
    lock.lock();
    try {
      recording.ends(how);
      if (recording.closes(atNanos)) {
        open--;
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Says that all of this session is recorded. */
  void finishes(Recording recording) {
    lock.lock();
    try {
      recording.finish();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  void holds(Recording recording, boolean may) {
    lock.lock();
    try {
      recording.hold(may);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  int mostOpen() {
    lock.lock();
    try {
      return mostOpen;
    } finally {
      lock.unlock();
    }
  }

  List<Session> sessions() {
    lock.lock();
    try {
      return recordings.stream().map(Recording::snapshot).toList();
    } finally {
      lock.unlock();
    }
  }

  /** Waits until the recordings are so; false if they were not in time. */
  boolean await(Predicate<List<Recording>> so, Duration patience) {
    lock.lock();
    try {
      long left = patience.toNanos();
      while (!so.test(recordings)) {
        if (left <= 0) {
          return false;
        }
        left = changed.awaitNanos(left);
      }
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      lock.unlock();
    }
  }
}
