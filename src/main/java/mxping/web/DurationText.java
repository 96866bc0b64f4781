package mxping.web;

import java.time.Duration;

/** Durations as {@code checks.yaml} spells them. */
final class DurationText {
  private DurationText() {}

  /** In the largest unit that holds it in whole: {@code 14d 1h 5m 45s 500ms}. */
  static String of(Duration duration) {
    long millis = duration.toMillis();
    if (millis % 1000 != 0 || millis == 0) {
      return millis == 0 ? "0s" : millis + "ms";
    }
    long seconds = millis / 1000;
    return seconds % 86_400 == 0
        ? seconds / 86_400 + "d"
        : seconds % 3600 == 0
            ? seconds / 3600 + "h"
            : seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
  }
}
