package mxping.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.OptionalDouble;
import mxping.history.Availability;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0.00 ms", "4123, 4.12 ms", "9994, 9.99 ms", "9996, 10.0 ms", "41230, 41.2 ms",
    "312400, 312 ms", "999400, 999 ms", "999600, 1.00 s", "1040000, 1.04 s", "45000000, 45.0 s",
    "120000000, 120 s"
  })
  void timesHaveThreeDigits(long micros, String words) {
    assertThat(Words.time(Duration.ofNanos(micros * 1000))).isEqualTo(words);
  }

  @ParameterizedTest
  @CsvSource({
    "-5, 0 s",
    "0, 0 s",
    "119, 119 s",
    "120, 2 min",
    "3599, 59 min",
    "3600, 1 h",
    "7500, 2 h 5 min",
    "86400, 1 d",
    "277200, 3 d 5 h"
  })
  void spansHaveTwoUnits(long seconds, String words) {
    assertThat(Words.span(Duration.ofSeconds(seconds))).isEqualTo(words);
  }

  @ParameterizedTest
  @CsvSource({"1, 100 %", "0.9999, 99.9 %", "0.983, 98.3 %", "0.5, 50.0 %", "0, 0.0 %"})
  void sharesAreRoundedDown(double share, String words) {
    assertThat(Words.percent(OptionalDouble.of(share))).isEqualTo(words);
  }

  @Test
  void whatIsAheadIsToldAndWhatIsDueIsNow() {
    assertThat(Words.ahead(Played.NOW.plusSeconds(23), Played.NOW)).isEqualTo("in 23 s");
    assertThat(Words.ahead(Played.NOW, Played.NOW)).isEqualTo("now");
    assertThat(Words.ahead(Played.NOW.minusSeconds(5), Played.NOW)).isEqualTo("now");
    assertThat(Words.ago(Played.NOW.minusSeconds(180), Played.NOW)).isEqualTo("3 min ago");
  }

  @Test
  void availabilitySaysOfHowManyRounds() {
    assertThat(Words.of(new Availability(118, 2, 0))).isEqualTo("98.3 % good of 120");
    assertThat(Words.of(new Availability(0, 0, 7))).isEqualTo("nothing proved yet");
  }
}
