package mxping.bench;

import java.util.Arrays;

/**
 * One thing that was measured.
 *
 * @param what was done
 * @param value what it took; NaN where it could not be told
 * @param unit of the value
 */
record Figure(String what, double value, String unit) {

  /** The one in the middle, so that a single disturbance does not count. */
  static double median(double... values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
