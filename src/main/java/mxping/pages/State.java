package mxping.pages;

import java.util.Locale;
import mxping.history.Standing;
import mxping.probe.Outcome;

/** How a check or a mail host stands, worst first: a word, a symbol, and the class of a colour. */
enum State {
  FAILED("✕", 18, "c9302c"),
  INCONCLUSIVE("?", 14, "7d5bbe"),
  STALE("…", 0, "8a9099"),
  DEGRADED("!", 10, "d18b0a"),
  UNKNOWN("–", 0, "8a9099"),
  OK("✓", 6, "4d9e6c"),
  SKIPPED("–", 2, "8a9099");

  private final String symbol;
  private final int height;
  private final String icon;

  State(String symbol, int height, String colour) {
    this.symbol = symbol;
    this.height = height;
    this.icon =
        "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E"
            + "%3Ccircle cx='8' cy='8' r='7' fill='%23"
            + colour
            + "'/%3E%3C/svg%3E";
  }

  static State of(Standing standing) {
    return switch (standing) {
      case Standing.Unknown unknown -> UNKNOWN;
      case Standing.Stale stale -> STALE;
      case Standing.Known known -> of(known.judgement().deciding().outcome());
    };
  }

  static State of(Outcome outcome) {
    return switch (outcome) {
      case FAILED -> FAILED;
      case INCONCLUSIVE -> INCONCLUSIVE;
      case DEGRADED -> DEGRADED;
      case OK -> OK;
      case SKIPPED -> SKIPPED;
    };
  }

  /** The word, and the class in the style sheet. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What tells it without colour. */
  String symbol() {
    return symbol;
  }

  /** How tall a round that ended so stands in a {@link Bar}: the worse the taller. */
  int height() {
    return height;
  }

  /** A dot of its colour for the browser's tab. */
  String icon() {
    return icon;
  }
}
