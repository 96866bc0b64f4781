package mxping.cli;

import java.io.Console;
import java.util.Optional;

/** Whether somebody looks on, and how they like it. */
final class Terminal {
  private Terminal() {}

  /** Whether standard output is a terminal on which the cursor can be moved. */
  static boolean isThere() {
    boolean terminal =
        Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    return terminal && !"dumb".equals(System.getenv("TERM"));
  }

  /** Whether colours are welcome: unless {@code NO_COLOR} is set and not empty. */
  static boolean wantsColours() {
    String refusal = System.getenv("NO_COLOR");
    return refusal == null || refusal.isEmpty();
  }
}
