package mxping.courtesy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.TreeSet;

/**
 * Checks that ask one address for recipients, each in its rounds, one connection at a time: a
 * simulation in which only {@link Budget} is real. It notes when the server heard each question
 * that it refused.
 */
final class Guests {

  private final Budget budget;
  private final Random random;
  private final long tripNanos;
  private final PriorityQueue<Coming> rounds =
      new PriorityQueue<>(Comparator.comparingLong(Coming::at));
  private final List<Long> refused = new ArrayList<>();
  private final Map<String, List<Long>> asked = new HashMap<>();
  private final TreeSet<String> everybody = new TreeSet<>();
  private double losses;
  private long now;

  /** A check that comes at {@code at} and again every {@code every} nanoseconds. */
  private record Coming(String check, List<String> recipients, long at, long every) {}

  /**
   * @param tripNanos from a question to its answer, at most
   */
  Guests(int tokens, long tripNanos, Random random) {
    this.budget = new Budget(tokens);
    this.random = random;
    this.tripNanos = tripNanos;
  }

  Guests check(String name, int recipients, Duration every, Duration first) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < recipients; i++) {
      names.add(name + "/" + i);
    }
    everybody.addAll(names);
    rounds.add(new Coming(name, names, first.toNanos(), every.toNanos()));
    return this;
  }

  /** So many of the questions are never answered. */
  Guests losing(double losses) {
    this.losses = losses;
    return this;
  }

  Guests run(Duration time) {
    while (rounds.element().at() < time.toNanos()) {
      Coming round = rounds.remove();
      now = Math.max(now, round.at() + random.nextLong(5_000_000));
      visit(round);
      rounds.add(
          new Coming(round.check(), round.recipients(), round.at() + round.every(), round.every()));
    }
    return this;
  }

  private void visit(Coming round) {
    long patience = AskingWithTokens.PATIENCE;
    for (String recipient : round.recipients()) {
      long wait = wait(recipient, round.every());
      while (wait > 0 && wait <= Math.min(AskingWithTokens.MOMENT, patience)) {
        patience -= wait;
        now += wait;
        wait = wait(recipient, round.every());
      }
      if (wait == 0 && !ask(recipient)) {
        return;
      }
    }
  }

  private long wait(String recipient, long every) {
    return budget.take(recipient, now, Duration.ofNanos(every)).orElse(Long.MAX_VALUE);
  }

  /** False where the connection is lost with it. */
  private boolean ask(String recipient) {
    long trip = 1 + random.nextLong(tripNanos);
    refused.add(now + random.nextLong(trip));
    asked.computeIfAbsent(recipient, unseen -> new ArrayList<>()).add(now);
    now += trip;
    if (random.nextDouble() < losses) {
      budget.noAnswer(now);
      return false;
    }
    budget.answered(recipient, false, now);
    return true;
  }

  /** The most that the server refused in any 60 s. */
  int mostInAMinute() {
    int most = 0;
    int from = 0;
    for (int to = 0; to < refused.size(); to++) {
      while (refused.get(to) - refused.get(from) >= Duration.ofSeconds(60).toNanos()) {
        from++;
      }
      most = Math.max(most, to - from + 1);
    }
    return most;
  }

  /** The longest that anyone waited for the first question. */
  Duration longestToFirst() {
    return everybody.stream()
        .map(name -> asked.containsKey(name) ? asked.get(name).getFirst() : Long.MAX_VALUE)
        .max(Comparator.naturalOrder())
        .map(Duration::ofNanos)
        .orElseThrow();
  }

  /** The longest from one question for {@code recipient} to the next, or to the end. */
  Duration longestPause(String recipient) {
    long longest = 0;
    long last = 0;
    for (long at : asked.getOrDefault(recipient, List.of())) {
      longest = Math.max(longest, at - last);
      last = at;
    }
    return Duration.ofNanos(Math.max(longest, now - last));
  }

  /** The longest pause of all. */
  Duration longestPause() {
    return everybody.stream().map(this::longestPause).max(Comparator.naturalOrder()).orElseThrow();
  }
}
