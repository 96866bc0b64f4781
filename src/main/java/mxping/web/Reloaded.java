package mxping.web;

import java.util.List;

/** What came of loading the checks anew. */
public sealed interface Reloaded {

  /**
   * They are in force.
   *
   * @param changes in what they differ from those before, one line
   */
  record Done(String changes) implements Reloaded {}

  /**
   * They cannot be used, and those before go on.
   *
   * @param problems at least one, a line each
   */
  record Refused(List<String> problems) implements Reloaded {
    public Refused {
      problems = List.copyOf(problems);
    }
  }
}
