package mxping.scripted;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A reader of one script's text; {@link ScriptedSmtp} says what may stand there. */
final class ScriptReader {
  private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s)");

  private final List<Step> steps = new ArrayList<>();
  private final List<String> saying = new ArrayList<>();
  private int sayingSince;

  Script read(String text) {
    String[] lines = text.split("\n", -1);
    for (int i = 0; i < lines.length; i++) {
      String line = lines[i].stripLeading();
      if (!line.isEmpty() && !line.startsWith("#")) {
        read(i + 1, line);
      }
    }
    flush();
    if (steps.isEmpty() || !steps.getLast().last()) {
      steps.add(new Step.ExpectClose(lines.length));
    }
    return new Script(steps);
  }

  private void read(int number, String line) {
    if (!steps.isEmpty() && steps.getLast().last()) {
      throw wrong(number, line, "nothing can follow the end in line " + steps.getLast().line());
    }
    String rest = line.length() > 3 ? line.substring(3) : "";
    switch (line.substring(0, Math.min(3, line.length()))) {
      case "S:", "S: " -> say(number, rest);
      case "C:", "C: " -> add(new Step.Expect(number, rest));
      case "S! " -> add(fault(number, line, rest.strip().split(" ", 2)));
      case "C! " -> add(conduct(number, line, rest.strip().split(" ", 2)));
      default -> throw wrong(number, line, "a line begins with 'S: ', 'C: ', 'S! ', 'C! ' or '#'");
    }
  }

  private void say(int number, String text) {
    if (saying.isEmpty()) {
      sayingSince = number;
    }
    saying.add(text);
  }

  private void add(Step step) {
    flush();
    steps.add(step);
  }

  private void flush() {
    if (!saying.isEmpty()) {
      steps.add(new Step.Say(sayingSince, saying));
      saying.clear();
    }
  }

  private static Step fault(int number, String line, String[] words) {
    return switch (words[0]) {
      case "drip" -> new Step.Drip(number, duration(number, line, argument(number, line, words)));
      case "pause" -> new Step.Pause(number, duration(number, line, argument(number, line, words)));
      case "raw" -> new Step.Raw(number, escaped(number, line, argument(number, line, words)));
      case "silence" -> finale(number, line, words, Step.Ruin.SILENCE);
      case "close" -> finale(number, line, words, Step.Ruin.CLOSE);
      case "reset" -> finale(number, line, words, Step.Ruin.RESET);
      case "garbage" -> alone(number, line, words, new Step.Garbage(number));
      case "truncate" -> finale(number, line, words, Step.Ruin.TRUNCATE);
      case "tls" -> new TlsReader(number, line).read(words.length == 1 ? "" : words[1]);
      case "flood" -> finale(number, line, words, Step.Ruin.FLOOD);
      default -> throw wrong(number, line, "no such fault: " + words[0]);
    };
  }

  private static Step conduct(int number, String line, String[] words) {
    return switch (words[0]) {
      case "close" -> alone(number, line, words, new Step.ExpectClose(number));
      case "nothing" ->
          new Step.ExpectNothing(
              number, words.length == 1 ? Duration.ZERO : duration(number, line, words[1]));
      default -> throw wrong(number, line, "no such conduct of a client: " + words[0]);
    };
  }

  /** This text, which names octets. */
  static String escaped(int number, String line, String escaped) {
    try {
      Octets.unescape(escaped);
    } catch (IllegalArgumentException e) {
      throw wrong(number, line, String.valueOf(e.getMessage()));
    }
    return escaped;
  }

  private static Step finale(int number, String line, String[] words, Step.Ruin ruin) {
    return alone(number, line, words, new Step.Finale(number, ruin));
  }

  private static Step alone(int number, String line, String[] words, Step step) {
    if (words.length > 1) {
      throw wrong(number, line, words[0] + " takes no argument");
    }
    return step;
  }

  private static String argument(int number, String line, String[] words) {
    if (words.length == 1) {
      throw wrong(number, line, words[0] + " needs an argument");
    }
    return words[1];
  }

  static Duration duration(int number, String line, String text) {
    Matcher matcher = DURATION.matcher(text);
    if (!matcher.matches()) {
      throw wrong(number, line, "a duration is written 100ms or 2s");
    }
    long count = Long.parseLong(matcher.group(1));
    return "ms".equals(matcher.group(2)) ? Duration.ofMillis(count) : Duration.ofSeconds(count);
  }

  static IllegalArgumentException wrong(int number, String line, String what) {
    return new IllegalArgumentException(
        "script line %d: %s: %s".formatted(number, what, Octets.visible(line)));
  }
}
