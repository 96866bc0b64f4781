package mxping.ping;

import java.io.PrintWriter;

/**
 * Where and in which form a ping is told.
 *
 * @param form for people or for programs
 * @param dialogues whether each line of the dialogues is told too
 * @param terminal whether the end of the line can be written again
 * @param colours whether to colour it; never in JSON
 */
public record Telling(
    PrintWriter out, Form form, boolean dialogues, boolean terminal, boolean colours) {

  /** Who it is for. */
  public enum Form {
    TEXT,
    /** One object a line. */
    JSON
  }

  Report report(Wish wish) {
    return switch (form) {
      case TEXT -> new TextReport(wish, this);
      case JSON -> new JsonReport(wish, this);
    };
  }
}
