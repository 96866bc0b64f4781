package mxping.config;

import java.util.List;

/** What came of reading a web configuration: all of it, or all that is wrong with it. */
public sealed interface WebLoaded {

  /** The file and those it names, each as it was a moment before it was read. */
  List<FileStamp> files();

  /** A web configuration without a single problem. */
  record Valid(WebConfig config, List<FileStamp> files) implements WebLoaded {
    public Valid {
      files = List.copyOf(files);
    }
  }

  /**
   * A web configuration that must not be used.
   *
   * @param problems at least one, by file, line and column
   */
  record Invalid(List<Problem> problems, List<FileStamp> files) implements WebLoaded {
    public Invalid {
      problems = List.copyOf(problems);
      files = List.copyOf(files);
    }
  }
}
