package mxping.pages;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import mxping.history.Sample;

/**
 * The last rounds side by side, the newest at the right, as an SVG: colour and height tell how each
 * ended.
 *
 * @param width of the drawing
 * @param strips one path for all rounds that ended alike
 * @param words the same, counted
 */
record Bar(int width, List<Strip> strips, String words) {
  static final int HEIGHT = 18;
  private static final int STEP = 4;
  private static final int THICKNESS = 3;

  record Strip(State state, String path) {}

  /** The newest {@code slots} of {@code rounds}. */
  static Bar of(List<Sample> rounds, int slots) {
    List<Sample> shown = Slots.newest(rounds, slots);
    Map<State, SvgPath> paths = new EnumMap<>(State.class);
    Map<State, Integer> counts = new EnumMap<>(State.class);
    int x = (slots - shown.size()) * STEP;
    for (Sample round : shown) {
      State state = State.of(round.outcome());
      counts.merge(state, 1, Integer::sum);
      paths
          .computeIfAbsent(state, fresh -> new SvgPath())
          .box(x, HEIGHT - state.height(), THICKNESS, state.height());
      x += STEP;
    }
    List<Strip> strips =
        paths.entrySet().stream()
            .map(path -> new Strip(path.getKey(), path.getValue().toString()))
            .toList();
    return new Bar(slots * STEP, strips, words(shown.size(), counts));
  }

  private static String words(int rounds, Map<State, Integer> counts) {
    return switch (rounds) {
      case 0 -> "no rounds yet";
      case 1 -> "one round: " + words(counts);
      default -> "last " + rounds + " rounds: " + words(counts);
    };
  }

  private static String words(Map<State, Integer> counts) {
    return counts.entrySet().stream()
        .map(count -> count.getValue() + " " + count.getKey().word())
        .collect(Collectors.joining(", "));
  }
}
