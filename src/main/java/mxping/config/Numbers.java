package mxping.config;

import java.util.regex.Pattern;

/** Whole numbers in decimal digits. */
final class Numbers {
  private static final Pattern DIGITS = Pattern.compile("0|-?[1-9][0-9]{0,8}");

  private Numbers() {}

  /** Numbers from {@code least} to {@code most}, both included. */
  static Grammar<Integer> between(int least, int most) {
    String bounds = "is not a whole number from " + least + " to " + most;
    return text -> {
      if (!DIGITS.matcher(text).matches()) {
        return Parsed.bad(bounds);
      }
      int number = Integer.parseInt(text);
      return number < least || number > most ? Parsed.bad(bounds) : Parsed.good(number);
    };
  }
}
