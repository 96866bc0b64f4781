package mxping.config;

import java.nio.file.Path;
import java.util.List;
import mxping.check.Configuration;

/** What came of reading a configuration: all of it, or all that is wrong with it. */
public sealed interface Loaded {

  /**
   * A configuration without a single problem.
   *
   * @param files the file and its includes, in the order they were read, and the files they name
   */
  record Valid(Configuration configuration, List<Path> files) implements Loaded {
    public Valid {
      files = List.copyOf(files);
    }
  }

  /**
   * A configuration that must not run.
   *
   * @param problems at least one, by file, line and column
   */
  record Invalid(List<Problem> problems) implements Loaded {
    public Invalid {
      problems = List.copyOf(problems);
    }
  }
}
