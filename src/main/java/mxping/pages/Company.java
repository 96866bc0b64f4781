package mxping.pages;

import java.util.List;

/**
 * The agents that share the checks, and what runs where, on the page of all checks.
 *
 * @param elsewhere checks that others run, as far as they are shown
 * @param more how many are not shown, for the list is long
 */
record Company(List<Fellows.Fellow> members, List<Fellows.Elsewhere> elsewhere, int more) {
  private static final int ROWS = 100;

  static Company of(Fellows fellows, Search search) {
    List<Fellows.Elsewhere> found = fellows.elsewhere().stream().filter(search::finds).toList();
    List<Fellows.Elsewhere> shown = found.stream().limit(ROWS).toList();
    return new Company(fellows.members(), shown, found.size() - shown.size());
  }

  boolean any() {
    return !members.isEmpty();
  }

  static String checks(Fellows.Fellow member) {
    return member.same() ? Words.count(member.checks(), "check", "checks") : "reads another file";
  }

  /** A member that shares nothing should not stay so for long. */
  static String mood(Fellows.Fellow member) {
    return member.same() ? "note" : "mood degraded";
  }

  static String link(Fellows.Elsewhere one) {
    return one.pages().map(pages -> pages + "/checks/" + one.check()).orElse("");
  }
}
