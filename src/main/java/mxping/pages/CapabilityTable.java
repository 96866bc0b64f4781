package mxping.pages;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import mxping.history.HostState;
import mxping.run.HostResult;
import mxping.smtp.Capabilities;
import mxping.smtp.Printable;

/**
 * What mail hosts offered in their last EHLO, side by side.
 *
 * @param hosts those that offered something
 * @param more how many capabilities found no room
 */
record CapabilityTable(List<String> hosts, List<Row> rows, int more) {
  private static final int MOST = 60;
  private static final int LONGEST = 80;

  /**
   * A capability.
   *
   * @param cells of each host its parameters, {@code ✓} where it has none; empty where the host
   *     does not offer it
   * @param differs whether not all hosts say the same
   */
  record Row(String keyword, List<String> cells, boolean differs) {
    static Row of(String keyword, List<Capabilities> hosts) {
      List<String> cells = hosts.stream().map(host -> cell(host, keyword)).toList();
      return new Row(
          Words.brief(Printable.of(keyword), LONGEST), cells, new HashSet<>(cells).size() > 1);
    }

    private static String cell(Capabilities host, String keyword) {
      String parameters = host.parameters().get(keyword);
      if (parameters == null) {
        return "";
      }
      return parameters.isEmpty() ? "✓" : Words.brief(Printable.of(parameters), LONGEST);
    }
  }

  static CapabilityTable of(List<HostState> hosts) {
    List<String> names = new ArrayList<>();
    List<Capabilities> offered = new ArrayList<>();
    Set<String> keywords = new TreeSet<>();
    for (HostState host : hosts) {
      host.last()
          .flatMap(CapabilityTable::offered)
          .ifPresent(
              capabilities -> {
                names.add(host.key().text());
                offered.add(capabilities);
                keywords.addAll(capabilities.keywords());
              });
    }
    Stream<Row> rows = keywords.stream().limit(MOST).map(keyword -> Row.of(keyword, offered));
    return new CapabilityTable(names, rows.toList(), Math.max(0, keywords.size() - MOST));
  }

  private static Optional<Capabilities> offered(HostResult.Visit visit) {
    return visit instanceof HostResult.Probed probed
            && !probed.result().capabilities().keywords().isEmpty()
        ? Optional.of(probed.result().capabilities())
        : Optional.empty();
  }

  /** Whether hosts differ in any of them. */
  boolean differs() {
    return rows.stream().anyMatch(Row::differs);
  }
}
