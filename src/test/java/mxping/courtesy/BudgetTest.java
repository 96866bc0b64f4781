package mxping.courtesy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BudgetTest {
  private static final Duration MINUTE = Duration.ofSeconds(60);
  private static final OptionalLong NOW = OptionalLong.of(0);
  private static final long SECOND = 1_000_000_000;

  private final Budget budget = new Budget(2);

  private OptionalLong take(String wisher, long second) {
    return budget.take(wisher, second * SECOND, MINUTE);
  }

  private void refused(String wisher, long second) {
    assertThat(take(wisher, second)).isEqualTo(NOW);
    budget.answered(wisher, false, second * SECOND);
  }

  private void accepted(String wisher, long second) {
    assertThat(take(wisher, second)).isEqualTo(NOW);
    budget.answered(wisher, true, second * SECOND);
  }

  @Test
  void saysWhenATokenIsDue() {
    refused("a", 0);
    refused("b", 10);
    assertThat(take("c", 15)).hasValue(45 * SECOND);
    assertThat(take("d", 15)).hasValue(55 * SECOND);
    assertThat(take("e", 15)).isEmpty();
    assertThat(take("c", 60)).isEqualTo(NOW);
  }

  @Test
  void aTokenComesBackWithAnAcceptance() {
    for (int i = 0; i < 10; i++) {
      accepted("ann " + i, 1);
    }
    refused("bob", 1);
    refused("eve", 1);
    assertThat(take("joe", 1)).hasValue(60 * SECOND);
  }

  @Test
  void whoWasAcceptedNeedsNoTokenUntilRefused() {
    accepted("ann", 0);
    refused("bob", 1);
    refused("eve", 1);
    accepted("ann", 2);
    refused("ann", 3);
    assertThat(take("ann", 4)).isNotEqualTo(NOW);
  }

  @Test
  void refusalsThatCameWithoutATokenCountToo() {
    accepted("ann", 0);
    accepted("bob", 0);
    accepted("eve", 0);
    refused("ann", 10);
    refused("bob", 11);
    refused("eve", 12);
    assertThat(take("joe", 70)).as("three within 60 s, so one is not enough").hasValue(SECOND);
    assertThat(take("joe", 71)).isEqualTo(NOW);
  }

  @Test
  void whatOneCheckFoundAcceptedTellsNothingAboutAnother() {
    accepted("check a, ann@b.example", 0);
    refused("x", 1);
    refused("y", 1);
    assertThat(take("check b, ann@b.example", 2)).isNotEqualTo(NOW);
  }

  @Test
  void theMadeUpRecipientNeedsATokenEachTime() {
    assertThat(take("catch_all", 0)).isEqualTo(NOW);
    budget.answeredOnce(true, 0);
    refused("x", 1);
    refused("y", 1);
    assertThat(take("catch_all", 2)).isNotEqualTo(NOW);
  }

  @Test
  void aQuestionWithoutAnAnswerMayHaveBeenHeardAtTheEnd() {
    assertThat(take("a", 0)).isEqualTo(NOW);
    budget.noAnswer(30 * SECOND);
    refused("b", 31);
    assertThat(take("c", 61)).hasValue(29 * SECOND);
  }

  @Test
  void nothingIsLostWhereNothingWasAsked() {
    accepted("a", 0);
    budget.noAnswer(SECOND);
    refused("b", 2);
    refused("c", 2);
  }

  @Test
  void whoWaitedLongestComesFirst() {
    refused("a", 0);
    refused("b", 0);
    assertThat(take("c", 1)).isNotEqualTo(NOW);
    assertThat(take("a", 60)).as("one of two tokens is kept for c").isEqualTo(NOW);
    budget.answered("a", false, 60 * SECOND);
    assertThat(take("b", 60)).isNotEqualTo(NOW);
    assertThat(take("c", 61)).isEqualTo(NOW);
  }

  @Test
  void aWishThatIsNotMadeAgainKeepsNoToken() {
    refused("a", 0);
    refused("b", 0);
    take("c", 1);
    take("d", 1);
    assertThat(take("a", 100)).isNotEqualTo(NOW);
    assertThat(take("a", 121)).isEqualTo(NOW);
  }

  @Test
  void noTokenAtAllMeansNobodyIsAskedFor() {
    assertThat(new Budget(0).take("a", 0, MINUTE)).isEmpty();
  }

  @ParameterizedTest(name = "{0} checks with {1} recipients each, seed {2}")
  @CsvSource({"1, 20, 1", "20, 1, 2", "4, 5, 3", "20, 1, 4", "1, 20, 5"})
  void twentyUnknownRecipientsAreAskedForWithinFiveMinutes(int checks, int each, long seed) {
    var guests = new Guests(4, 40_000_000, new Random(seed));
    for (int i = 0; i < checks; i++) {
      guests.check("check " + i, each, MINUTE, Duration.ofMillis(50L * i));
    }
    guests.run(Duration.ofHours(6));
    assertThat(guests.mostInAMinute()).isEqualTo(4);
    assertThat(guests.longestToFirst()).isLessThan(Duration.ofMinutes(5));
    assertThat(guests.longestPause()).isLessThan(Duration.ofSeconds(361));
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void neverMoreThanAllowedAndNobodyForgotten(long seed) {
    Random random = new Random(seed);
    int tokens = 1 + random.nextInt(6);
    var guests = new Guests(tokens, 1 + random.nextLong(200_000_000), random);
    int recipients = 0;
    for (int i = 0; i < 1 + random.nextInt(12); i++) {
      Duration every = Duration.ofSeconds(10 + random.nextInt(51));
      int count = 1 + random.nextInt(5);
      guests.check("check " + i, count, every, Duration.ofMillis(random.nextInt(60_000)));
      recipients += count;
    }
    guests.run(Duration.ofHours(3));
    assertThat(guests.mostInAMinute()).isLessThanOrEqualTo(tokens);
    long turns = Math.ceilDiv(recipients, tokens);
    assertThat(guests.longestPause()).isLessThan(MINUTE.multipliedBy(2 * turns + 1));
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void neverMoreThanAllowedWhereAnswersGetLost(long seed) {
    var guests = new Guests(4, 20 * SECOND, new Random(seed)).losing(0.3);
    for (int i = 0; i < 12; i++) {
      guests.check("check " + i, 2, MINUTE, Duration.ofSeconds(5L * i));
    }
    guests.run(Duration.ofHours(3));
    assertThat(guests.mostInAMinute()).isBetween(3, 4);
  }

  @Test
  void aCheckThatComesEachHourKeepsNoTokensFromOneThatComesEachMinute() {
    var guests = new Guests(4, 40_000_000, new Random(1));
    guests.check("hourly", 20, Duration.ofHours(1), Duration.ZERO);
    guests.check("minutely", 2, MINUTE, Duration.ofSeconds(30));
    guests.run(Duration.ofHours(12));
    assertThat(guests.mostInAMinute()).isEqualTo(4);
    assertThat(guests.longestPause("minutely/0")).isLessThan(Duration.ofMinutes(4));
    assertThat(guests.longestPause("minutely/1")).isLessThan(Duration.ofMinutes(4));
    assertThat(guests.longestToFirst()).isLessThan(Duration.ofHours(6));
  }
}
