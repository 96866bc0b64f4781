package mxping.probe;

import static mxping.probe.Story.check;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import mxping.check.Until;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Hosts that do nothing wrong, but not what the check expects. */
class ExpectationsTest {
  private static final String HOST =
      """
      S: 220-mx.test ESMTP Postfix
      S: 220 welcome
      C: EHLO probe.test
      S: 250-mx.test
      S: 250-STARTTLS
      S: 250 AUTH=PLAIN
      C: QUIT
      S: 221 bye
      """;

  @ParameterizedTest
  @CsvSource({
    "STARTTLS,     ok none ehlo",
    "AUTH,         ok none ehlo",
    "DSN,          failed capability_missing ehlo",
  })
  void aCapabilityMustBeOffered(String keyword, String told) {
    Story.of(HOST, check().capabilities(keyword)).assertTold().isEqualTo(told + " up quit");
  }

  @ParameterizedTest
  @CsvSource({
    "AUTH, failed capability_forbidden ehlo",
    "DSN, ok none ehlo",
  })
  void aCapabilityMustNotBeOffered(String keyword, String told) {
    Story.of(HOST, check().forbidding(keyword)).assertTold().isEqualTo(told + " up quit");
  }

  @ParameterizedTest
  @CsvSource({
    "^mx\\.test ESMTP,           ok none ehlo",
    "Postfix,                    ok none ehlo",
    "(?m)^welcome$,              ok none ehlo",
    "(?s)mx.*welcome,            ok none ehlo",
    "(?i)POSTFIX,                ok none ehlo",
    "Exim,                       failed greeting_mismatch greeting",
    "^welcome,                   failed greeting_mismatch greeting",
    "220,                        failed greeting_mismatch greeting",
  })
  void theGreetingMustMatch(String expression, String told) {
    Story.of(HOST, check().greeting(expression)).assertTold().isEqualTo(told + " up quit");
  }

  @Test
  void noExpressionAndNoGreetingTakeLongTogether() {
    String script = "S: 220 " + "a".repeat(1500) + "\nC: QUIT\nS: 221 bye";

    Story story =
        Story.of(script, check().until(Until.GREETING).greeting("^(a*)*(a|aa)+(.*a){9}b$"));

    story.assertTold().isEqualTo("failed greeting_mismatch greeting up quit");
    assertThat(story.result().duration()).isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void allThatIsMissedIsTold() {
    Story story =
        Story.of(HOST, check().greeting("Exim").capabilities("SIZE", "DSN").forbidding("AUTH"));

    assertThat(story.findings())
        .containsExactly(
            "failed greeting_mismatch greeting",
            "failed capability_missing ehlo",
            "failed capability_missing ehlo",
            "failed capability_forbidden ehlo");
    assertThat(story.result().findings())
        .extracting(Finding::detail)
        .containsSubsequence("DSN not offered", "SIZE not offered", "AUTH offered");
  }

  @Test
  void aHostThatKnowsOnlyHeloOffersNothing() {
    String script =
        """
        S: 220 mx.test
        C: EHLO probe.test
        S: 502 what
        C: HELO probe.test
        S: 250 mx.test
        C: QUIT
        S: 221 bye
        """;

    Story.of(script, check().capabilities("DSN"))
        .assertTold()
        .isEqualTo("failed capability_missing ehlo up quit");
  }

  @Test
  void aRefusedGreetingIsNotLookedAt() {
    Story story = Story.of("S: 554 no\nC: QUIT\nS: 221 bye", check().greeting("welcome"));

    assertThat(story.findings()).containsExactly("failed greeting_rejected greeting");
  }

  @Test
  void ofEqualReasonsTheEarliestIsShown() {
    String script =
        """
        S: 220 mx.test
        C: EHLO probe.test
        S! close
        """;

    Story story = Story.of(script, check().greeting("welcome"));

    story.assertTold().isEqualTo("failed greeting_mismatch greeting down peer");
    assertThat(story.findings())
        .containsExactly("failed greeting_mismatch greeting", "failed connection_lost ehlo");
  }

  @Test
  void aMissedExpectationEndsNothing() {
    Story story =
        Story.of(
            Story.upTo(Phase.QUIT) + "S: 221 bye", check().capabilities("DSN").rcpt("ann@mx.test"));

    story.assertTold().isEqualTo("failed capability_missing ehlo up quit");
    assertThat(story.recipients()).containsExactly("1 accepted none");
  }

  @Test
  void aHostThatTakesLongerThanExpectedIsSlowAtItsSlowestPhase() {
    String script =
        """
        S: 220 mx.test
        C: EHLO probe.test
        S! pause 300ms
        S: 250 mx.test
        C: QUIT
        S: 221 bye
        """;

    Story.of(script, check().within(Duration.ofMillis(250)))
        .assertTold()
        .isEqualTo("degraded slow ehlo up quit");
    Story.of(script, check().within(Duration.ofSeconds(10)))
        .assertTold()
        .isEqualTo("ok none ehlo up quit");
  }

  @Test
  void aDialogueThatFailedIsNotSlowBesides() {
    String script =
        """
        S: 220 mx.test
        C: EHLO probe.test
        S! pause 100ms
        S: 451 4.3.0 trouble
        C: QUIT
        S: 221 bye
        """;

    Story story = Story.of(script, check().within(Duration.ofMillis(50)));

    assertThat(story.findings()).containsExactly("failed service_unavailable ehlo");
  }
}
