package mxping.pages;

import java.util.List;
import java.util.Optional;

/**
 * The agents that share the checks, as this one sees them. Thread-safe. Only {@link #ask} blocks.
 */
public interface Fellows {

  /** An agent that shares with nobody. */
  Fellows NONE =
      new Fellows() {
        @Override
        public List<Fellow> members() {
          return List.of();
        }

        @Override
        public List<Elsewhere> elsewhere() {
          return List.of();
        }

        @Override
        public Optional<Word> ask(Elsewhere check) {
          return Optional.empty();
        }
      };

  /**
   * A member of the cluster.
   *
   * @param pages where it serves them; empty where it has not told
   * @param same whether it has read the same file; it shares no checks otherwise
   * @param checks how many it runs of those that are shared
   */
  record Fellow(String name, Optional<String> pages, boolean same, int checks) {}

  /**
   * A check that another member runs.
   *
   * @param pages where that member serves its pages; empty where it has not told
   */
  record Elsewhere(String check, String member, Optional<String> pages) {}

  /**
   * How a check is, by the member that runs it.
   *
   * @param status of HTTP
   */
  record Word(int status, String text) {}

  /** All members, this agent first; empty where it is no member of anything. */
  List<Fellow> members();

  /** The checks that others run, by name. */
  List<Elsewhere> elsewhere();

  /** Asks whoever runs the check; empty where nothing is said within a second. */
  Optional<Word> ask(Elsewhere check);

  /** Who runs the check, where another member does. */
  default Optional<Elsewhere> find(String check) {
    return elsewhere().stream().filter(one -> one.check().equals(check)).findFirst();
  }
}
