package mxping.pages;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import mxping.history.Sample;

/**
 * How long the last rounds took, the newest at the right, as one line of an SVG; rounds that tell
 * nothing about that leave a gap.
 *
 * @param path empty where there is nothing to draw
 * @param words the slowest in words
 */
record Sparkline(int width, String path, String words) {
  static final int HEIGHT = 24;
  private static final int STEP = 2;
  private static final int MARGIN = 2;

  /** What the whole height stands for at least, so that noise on loopback stays flat. */
  private static final double LEAST_SECONDS = 0.01;

  static Sparkline of(List<Sample> rounds, int slots) {
    List<Sample> shown = Slots.newest(rounds, slots);
    Optional<Duration> slowest =
        shown.stream().flatMap(round -> round.took().stream()).max(Comparator.naturalOrder());
    double top = Math.max(LEAST_SECONDS, slowest.map(Words::seconds).orElse(0.0));
    SvgPath path = new SvgPath();
    boolean gap = true;
    double x = MARGIN + (slots - shown.size()) * STEP;
    for (Sample round : shown) {
      if (round.took().isPresent()) {
        double share = Words.seconds(round.took().get()) / top;
        double y = MARGIN + (HEIGHT - 2 * MARGIN) * (1 - share);
        if (gap) {
          path.moveTo(x, y).dot();
        } else {
          path.lineTo(x, y);
        }
      }
      gap = round.took().isEmpty();
      x += STEP;
    }
    return new Sparkline(
        slots * STEP + MARGIN, path.toString(), slowest.map(Sparkline::words).orElse("no times"));
  }

  private static String words(Duration slowest) {
    return "slowest " + Words.time(slowest);
  }
}
