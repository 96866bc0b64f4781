package mxping.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** The word that a mistyped one was meant to be. */
final class Nearest {
  private static final int LONGEST = 40;

  private Nearest() {}

  /** The nearest of {@code words} that is at most a third of its letters away. */
  static Optional<String> to(String typed, Collection<String> words) {
    if (typed.length() > LONGEST) {
      return Optional.empty();
    }
    String lower = typed.toLowerCase(Locale.ROOT).replace('-', '_');
    return words.stream()
        .filter(word -> distance(lower, word.toLowerCase(Locale.ROOT)) <= allowed(word))
        .min(
            Comparator.comparingInt(
                (String word) -> distance(lower, word.toLowerCase(Locale.ROOT))));
  }

  /** "; did you mean `word`?", or nothing. */
  static String hint(String typed, Collection<String> words) {
    return to(typed, words).map(word -> "; did you mean " + Quoted.of(word) + "?").orElse("");
  }

  private static int allowed(String word) {
    return Math.max(1, word.length() / 3);
  }

  /** Letters to insert, drop, exchange or swap with their neighbour (optimal string alignment). */
  private static int distance(String a, String b) {
    if (Math.abs(a.length() - b.length()) > b.length()) {
      return b.length();
    }
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        cost[i][j] = i == 0 || j == 0 ? i + j : cheapest(cost, a, b, i, j);
      }
    }
    return cost[a.length()][b.length()];
  }

  private static int cheapest(int[][] cost, String a, String b, int i, int j) {
    int same = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
    int best = Math.min(cost[i - 1][j - 1] + same, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
  }
}
