package mxping.scripted;

import java.util.List;

/** One dialogue as a list of steps, the last of which ends it. */
record Script(List<Step> steps) {
  Script {
    steps = List.copyOf(steps);
  }

  /**
   * The script that this text says.
   *
   * @throws IllegalArgumentException if a line is none of a script's; the message names the line
   */
  static Script of(String text) {
    return new ScriptReader().read(text);
  }
}
