package mxping.config;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as the contract spells them: {@code 500ms 30s 5m 1h 14d}. */
final class Durations {
  private static final Pattern SPELLING = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)");
  private static final Pattern NUMBER = Pattern.compile("[0-9]+(\\.[0-9]+)?");

  private Durations() {}

  /** Durations from {@code least} to {@code most}, both included. */
  static Grammar<Duration> between(String least, String most) {
    Duration from = known(least);
    Duration to = known(most);
    return text ->
        parse(text)
            .then(
                duration -> {
                  if (duration.compareTo(from) < 0) {
                    return Parsed.bad("is less than " + least);
                  }
                  return duration.compareTo(to) > 0
                      ? Parsed.bad("is more than " + most)
                      : Parsed.good(duration);
                });
  }

  static Parsed<Duration> parse(String text) {
    Matcher spelling = SPELLING.matcher(text);
    if (!spelling.matches()) {
      return Parsed.bad(
          NUMBER.matcher(text).matches()
              ? "has no unit; write it as 500ms, 30s, 5m, 1h or 14d"
              : "is not a duration such as 500ms, 30s, 5m, 1h or 14d");
    }
    long number = Long.parseLong(spelling.group(1));
    return Parsed.good(
        switch (spelling.group(2)) {
          case "ms" -> Duration.ofMillis(number);
          case "s" -> Duration.ofSeconds(number);
          case "m" -> Duration.ofMinutes(number);
          case "h" -> Duration.ofHours(number);
          default -> Duration.ofDays(number);
        });
  }

  private static Duration known(String text) {
    return parse(text).value().orElseThrow();
  }
}
