package mxping.metrics;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/**
 * A program that tells how many octets of heap a scrape takes for each mail host while it is
 * written, with the detail and in the form that its arguments name.
 */
final class ScrapeHeap {
  private ScrapeHeap() {}

  /** Prints the figure. */
  public static void main(String[] args) {
    Detail detail = Detail.valueOf(args[0]);
    Exposition form = Exposition.valueOf(args[1]);
    System.out.println(ScrapeBudgetTest.growth(detail, watch -> allocated(watch, form)));
  }

  private static long allocated(Watch watch, Exposition form) {
    // the first one has the classes loaded
    watch.bytes(form);
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    watch.bytes(form);
    return threads.getCurrentThreadAllocatedBytes() - before;
  }
}
