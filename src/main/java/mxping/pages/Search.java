package mxping.pages;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import mxping.history.CheckState;
import mxping.history.HostState;

/**
 * What of all checks somebody wants to see, as the query of the address says it.
 *
 * @param text words that all have to occur in a check's name, target, labels, hosts or reason
 * @param state only checks that stand so
 * @param page from 1
 * @param refresh whether the page asks for itself again
 */
record Search(String text, Optional<State> state, int page, boolean refresh) {
  private static final int LONGEST_TEXT = 200;

  /** What {@code parameter} gives by name, empty where absent; what makes no sense is left out. */
  static Search of(UnaryOperator<String> parameter) {
    String text = parameter.apply("q").strip();
    return new Search(
        text.substring(0, Math.min(LONGEST_TEXT, text.length())),
        Arrays.stream(State.values())
            .filter(state -> state.word().equals(parameter.apply("state")))
            .findFirst(),
        number(parameter.apply("page")),
        !parameter.apply("refresh").equals("off"));
  }

  private static int number(String page) {
    return page.matches("[1-9][0-9]{0,5}") ? Integer.parseInt(page) : 1;
  }

  Search in(Optional<State> other) {
    return new Search(text, other, 1, refresh);
  }

  Search on(int otherPage) {
    return new Search(text, state, otherPage, refresh);
  }

  Search refreshing(boolean whether) {
    return new Search(text, state, page, whether);
  }

  /** The query that says the same, with its question mark. */
  String query() {
    List<String> parts = new ArrayList<>();
    if (!text.isEmpty()) {
      parts.add("q=" + URLEncoder.encode(text, UTF_8));
    }
    state.ifPresent(one -> parts.add("state=" + one.word()));
    if (page > 1) {
      parts.add("page=" + page);
    }
    if (!refresh) {
      parts.add("refresh=off");
    }
    return "?" + String.join("&", parts);
  }

  /** Whether the text's words occur in what is known of {@code check}. */
  boolean finds(CheckState check) {
    return text.isEmpty() || occurIn(known(check));
  }

  /** Whether they occur in the name of a check that another member runs, or in the member's. */
  boolean finds(Fellows.Elsewhere check) {
    return occurIn((check.check() + "\n" + check.member()).toLowerCase(Locale.ROOT));
  }

  private boolean occurIn(String known) {
    return Arrays.stream(text.toLowerCase(Locale.ROOT).split("\\s+")).allMatch(known::contains);
  }

  private static String known(CheckState check) {
    Stream<String> itself = Stream.of(check.check().name(), check.check().target().text());
    Stream<String> labels =
        check.check().labels().entrySet().stream().map(one -> one.getKey() + "=" + one.getValue());
    Stream<String> reason = check.deciding().stream().map(finding -> finding.reason().label());
    Stream<String> hosts = check.hosts().stream().map(HostState::key).map(key -> key.mx());
    return Stream.of(itself, labels, reason, hosts)
        .flatMap(texts -> texts)
        .reduce("", (all, one) -> all + "\n" + one)
        .toLowerCase(Locale.ROOT);
  }
}
