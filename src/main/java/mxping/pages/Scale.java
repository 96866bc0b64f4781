package mxping.pages;

import java.math.BigDecimal;

/** What the height of a plot stands for. */
final class Scale {
  private static final double[] ROUND = {1, 2, 4, 6, 8, 10};
  private static final double LEAST = 0.001;

  private Scale() {}

  /** The least round number of seconds that is not under {@code seconds}, 1 ms at least. */
  static double above(double seconds) {
    double wanted = Math.max(LEAST, seconds);
    double power = Math.pow(10, Math.floor(Math.log10(wanted)));
    for (double round : ROUND) {
      if (round * power >= wanted * (1 - 1e-9)) {
        return round * power;
      }
    }
    return 10 * power;
  }

  /** {@code value} without more digits than it has: {@code 40}, {@code 0.5}. */
  static String text(double value) {
    return BigDecimal.valueOf(Math.round(value * 1000), 3).stripTrailingZeros().toPlainString();
  }
}
