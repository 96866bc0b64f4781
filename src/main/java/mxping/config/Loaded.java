package mxping.config;

import java.util.List;
import mxping.check.Configuration;

/** What came of reading a configuration: all of it, or all that is wrong with it. */
public sealed interface Loaded {

  /**
   * The file and its includes, the folders in which includes were looked for, and the files they
   * name, each as it was a moment before it was read.
   */
  List<FileStamp> files();

  /** A configuration without a single problem. */
  record Valid(Configuration configuration, List<FileStamp> files) implements Loaded {
    public Valid {
      files = List.copyOf(files);
    }
  }

  /**
   * A configuration that must not run.
   *
   * @param problems at least one, by file, line and column
   */
  record Invalid(List<Problem> problems, List<FileStamp> files) implements Loaded {
    public Invalid {
      problems = List.copyOf(problems);
      files = List.copyOf(files);
    }
  }
}
