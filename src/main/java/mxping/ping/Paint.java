package mxping.ping;

import mxping.probe.Outcome;

/** Colours on a terminal that wants them (ECMA-48 8.3.117). */
record Paint(boolean on) {
  private static final String ESCAPE = "\u001b[";

  String outcome(Outcome outcome, String text) {
    return switch (outcome) {
      case OK -> painted("32", text);
      case DEGRADED, INCONCLUSIVE, SKIPPED -> painted("33", text);
      case FAILED -> painted("31", text);
    };
  }

  String faint(String text) {
    return painted("2", text);
  }

  String bold(String text) {
    return painted("1", text);
  }

  private String painted(String rendition, String text) {
    return on ? ESCAPE + rendition + "m" + text + ESCAPE + "0m" : text;
  }
}
