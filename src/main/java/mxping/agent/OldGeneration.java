package mxping.agent;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryNotificationInfo;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import javax.management.Notification;
import javax.management.NotificationEmitter;

/**
 * Has the serial collector look through its old generation before that grows far beyond what lives
 * in it. Results live for a round, which is longer than the young generation keeps anything, so
 * they die in the old one; and that, left alone, grows to the largest heap allowed, a quarter of
 * the machine's memory, before anybody looks. Other collectors look by themselves. Thread-safe.
 */
final class OldGeneration {
  private static final String OF_SERIAL = "Tenured Gen";
  private static final long MEBIBYTE = 1 << 20;

  private final MemoryPoolMXBean pool;

  private OldGeneration(MemoryPoolMXBean pool) {
    this.pool = pool;
  }

  /** From now on, and for as long as the process lives. */
  static void keepSmall() {
    ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP && pool.getName().equals(OF_SERIAL))
        .map(OldGeneration::new)
        .forEach(OldGeneration::watch);
  }

  private void watch() {
    if (ManagementFactory.getMemoryMXBean() instanceof NotificationEmitter memory) {
      memory.addNotificationListener((told, same) -> look(told), null, null);
      allowMore();
    }
  }

  private void look(Notification told) {
    if (told.getType().equals(MemoryNotificationInfo.MEMORY_THRESHOLD_EXCEEDED)) {
      System.gc();
      allowMore();
    }
  }

  /**
   * Twice what lives there, so that a scrape of many checks does not have it collected again and
   * again; at least what some ten thousand probes leave behind.
   */
  private void allowMore() {
    long used = pool.getUsage().getUsed();
    long most = pool.getUsage().getMax();
    long next = used + Math.max(used, 12 * MEBIBYTE);
    pool.setUsageThreshold(most < 0 ? next : Math.min(next, most));
  }
}
