package mxping.pages;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.OptionalDouble;
import mxping.history.Availability;

/** Times and shares as people read them. */
final class Words {
  private Words() {}

  static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }

  /** A measured time, three digits of it: {@code 4.12 ms}, {@code 312 ms}, {@code 1.04 s}. */
  static String time(Duration duration) {
    double millis = duration.toNanos() / 1e6;
    return millis < 999.5 ? digits(millis) + " ms" : digits(millis / 1000) + " s";
  }

  private static String digits(double value) {
    int decimals = value < 9.995 ? 2 : value < 99.95 ? 1 : 0;
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }

  /** A span in its one or two largest units: {@code 45 s}, {@code 2 h 5 min}, {@code 3 d 4 h}. */
  static String span(Duration span) {
    long seconds = Math.max(0, span.toSeconds());
    if (seconds < 120) {
      return seconds + " s";
    }
    if (seconds < 3600) {
      return seconds / 60 + " min";
    }
    return seconds < 86_400
        ? two(seconds / 3600, "h", seconds / 60 % 60, "min")
        : two(seconds / 86_400, "d", seconds / 3600 % 24, "h");
  }

  private static String two(long large, String unit, long small, String smaller) {
    return small == 0 ? large + " " + unit : large + " " + unit + " " + small + " " + smaller;
  }

  static String ago(Instant then, Instant now) {
    return span(Duration.between(then, now)) + " ago";
  }

  /** How far ahead a moment is; {@code now} where it is not. */
  static String ahead(Instant then, Instant now) {
    Duration left = Duration.between(now, then);
    return left.toSeconds() <= 0 ? "now" : "in " + span(left);
  }

  /** A moment to the second, in UTC: {@code 2026-11-22 10:00:01Z}. */
  static String moment(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS).toString().replace('T', ' ');
  }

  /** The time of day of a moment, in UTC: {@code 10:00:01Z}. */
  static String timeOfDay(Instant instant) {
    return moment(instant).substring(moment(instant).indexOf(' ') + 1);
  }

  /** A share, rounded down, so that 100 % is never less: {@code 99.9 %}. */
  static String percent(OptionalDouble share) {
    if (share.isEmpty()) {
      return "–";
    }
    double percent = Math.floor(share.getAsDouble() * 1000 + 1e-9) / 10;
    return percent == 100 ? "100 %" : String.format(Locale.ROOT, "%.1f %%", percent);
  }

  /** How often all was well: {@code 98.3 % good of 120}. */
  static String of(Availability availability) {
    int told = availability.good() + availability.failed();
    return told == 0 ? "nothing proved yet" : percent(availability.share()) + " good of " + told;
  }

  /** {@code text}, or its beginning where it is longer than {@code most} characters. */
  static String brief(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most - 1) + "…";
  }

  static String count(long number, String one, String many) {
    return number + " " + (number == 1 ? one : many);
  }
}
