package mxping.config;

import java.util.Comparator;

/**
 * One thing that is wrong in a configuration file, where, and what to do about it.
 *
 * @param file the file as the user named it; an include relative to the file that names it
 * @param line of the file, from 1
 * @param column of the line in code points, from 1
 * @param key dotted path such as {@code checks[3].timeouts.connect}; empty for the whole file
 * @param text what is wrong, never with a value that came from the environment
 */
public record Problem(String file, int line, int column, String key, String text)
    implements Comparable<Problem> {

  private static final Comparator<Problem> ORDER =
      Comparator.comparing(Problem::file)
          .thenComparingInt(Problem::line)
          .thenComparingInt(Problem::column)
          .thenComparing(Problem::key)
          .thenComparing(Problem::text);

  @Override
  public int compareTo(Problem other) {
    return ORDER.compare(this, other);
  }

  /** The form of the contract: {@code FILE:LINE:COLUMN: key: what is wrong}. */
  @Override
  public String toString() {
    return file + ":" + line + ":" + column + ": " + (key.isEmpty() ? "" : key + ": ") + text;
  }
}
