package mxping.pages;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import mxping.history.Sample;
import mxping.probe.Phase;

/**
 * How long each phase of the last rounds took, phases stacked, the newest round at the right, as an
 * SVG of one column a round.
 *
 * @param layers one path a phase that occurs, in the order of the dialogue
 * @param top what the whole height stands for
 * @param from when the oldest round shown ended; empty where there is none
 * @param to when the newest did
 */
record StackPlot(List<Layer> layers, String top, String half, String from, String to) {
  static final int SLOTS = 120;
  static final int STEP = 4;
  static final int WIDTH = SLOTS * STEP;
  static final int HEIGHT = 120;
  private static final double THICKNESS = 3.2;

  record Layer(String phase, String path) {}

  static StackPlot of(List<Sample> rounds) {
    List<Sample> shown = Slots.newest(rounds, SLOTS);
    double top = Scale.above(shown.stream().mapToDouble(StackPlot::total).max().orElse(0));
    Map<Phase, SvgPath> paths = new EnumMap<>(Phase.class);
    double x = (SLOTS - shown.size()) * STEP;
    for (Sample round : shown) {
      stack(round, x, top, paths);
      x += STEP;
    }
    return new StackPlot(
        paths.entrySet().stream()
            .map(path -> new Layer(path.getKey().label(), path.getValue().toString()))
            .toList(),
        words(top),
        words(top / 2),
        shown.isEmpty() ? "" : Words.timeOfDay(shown.getFirst().at()),
        shown.isEmpty() ? "" : Words.timeOfDay(shown.getLast().at()));
  }

  private static double total(Sample round) {
    return round.phases().values().stream().mapToDouble(Words::seconds).sum();
  }

  private static void stack(Sample round, double x, double top, Map<Phase, SvgPath> paths) {
    double base = HEIGHT;
    for (Map.Entry<Phase, Duration> phase : round.phases().entrySet()) {
      double height = Words.seconds(phase.getValue()) / top * HEIGHT;
      if (height >= 0.05) {
        base -= height;
        paths
            .computeIfAbsent(phase.getKey(), fresh -> new SvgPath())
            .box(x, base, THICKNESS, height);
      }
    }
  }

  private static String words(double seconds) {
    return seconds < 1 ? Scale.text(seconds * 1000) + " ms" : Scale.text(seconds) + " s";
  }
}
