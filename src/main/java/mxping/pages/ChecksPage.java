package mxping.pages;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import mxping.history.CheckState;
import mxping.history.Standing;

/**
 * All checks at a glance, worst first.
 *
 * @param choices what the list can be narrowed to
 * @param worst how the worst of all checks stands
 */
record ChecksPage(
    Search search, List<Choice> choices, Paging paging, List<CheckRow> rows, State worst) {
  static final int ROWS = 100;

  /** Checks that stand alike, or all: how many there are, and the query that shows them alone. */
  record Choice(String word, String symbol, int count, String query, boolean chosen) {}

  /** A check and how it stands. */
  private record Listed(CheckState check, State state) {
    static final Comparator<Listed> WORST_FIRST =
        Comparator.comparing(Listed::state).thenComparing(listed -> listed.check.check().name());

    static Listed of(CheckState check, long nanoTime) {
      return new Listed(check, State.of(Standing.of(check, nanoTime)));
    }
  }

  /**
   * @param nanoTime now on the monotonic clock
   * @param now by the wall clock
   */
  static ChecksPage of(Collection<CheckState> checks, Search search, long nanoTime, Instant now) {
    List<Listed> found =
        checks.stream()
            .filter(search::finds)
            .map(check -> Listed.of(check, nanoTime))
            .sorted(Listed.WORST_FIRST)
            .toList();
    List<Listed> listed =
        found.stream()
            .filter(one -> search.state().isEmpty() || one.state() == search.state().get())
            .toList();
    Paging paging = Paging.of(search.page(), listed.size(), ROWS);
    return new ChecksPage(
        search.on(paging.page()),
        choices(found, search),
        paging,
        paging.of(listed).stream().map(one -> CheckRow.of(one.check(), nanoTime, now)).toList(),
        found.isEmpty() ? State.UNKNOWN : found.getFirst().state());
  }

  private static List<Choice> choices(List<Listed> found, Search search) {
    Map<State, Integer> counts = new EnumMap<>(State.class);
    found.forEach(one -> counts.merge(one.state(), 1, Integer::sum));
    Choice all =
        new Choice(
            "all", "", found.size(), search.in(Optional.empty()).query(), search.state().isEmpty());
    return Stream.concat(
            Stream.of(all),
            Arrays.stream(State.values())
                .filter(
                    state -> counts.containsKey(state) || search.state().equals(Optional.of(state)))
                .map(state -> choice(state, counts.getOrDefault(state, 0), search)))
        .toList();
  }

  private static Choice choice(State state, int count, Search search) {
    return new Choice(
        state.word(),
        state.symbol(),
        count,
        search.in(Optional.of(state)).query(),
        search.state().equals(Optional.of(state)));
  }

  /** What the browser's tab says: the worst, in short. */
  String title() {
    return choices.stream()
        .filter(choice -> choice.word().equals(State.FAILED.word()) && choice.count() > 0)
        .findFirst()
        .map(failed -> failed.count() + " failed · mxping")
        .orElse("mxping");
  }

  /** What is listed, and in which order, in a sentence. */
  String summary() {
    String what = Words.count(paging.all(), "check", "checks");
    String which =
        search.state().map(state -> " " + state.word()).orElse("")
            + (search.text().isEmpty() ? "" : " with “" + search.text() + "”");
    return switch (paging.all()) {
      case 0 -> "No check" + which + ".";
      case 1 -> what + which + ".";
      default ->
          what + which + ", worst first" + (paging.several() ? ": " + paging.words() : "") + ".";
    };
  }
}
