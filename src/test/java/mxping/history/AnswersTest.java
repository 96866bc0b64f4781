package mxping.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import mxping.probe.Finding;
import mxping.probe.Outcome;
import mxping.probe.Phase;
import mxping.probe.ProbeResult;
import mxping.probe.Reason;
import mxping.probe.RecipientResult;
import mxping.probe.Verdict;
import mxping.smtp.Capabilities;
import mxping.smtp.Reply;
import org.junit.jupiter.api.Test;

/** A recipient that was passed over keeps its last answer: our courtesy proves nothing. */
class AnswersTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final Reply UNKNOWN = new Reply(550, List.of("5.1.1 no such user"));

  @Test
  void aRefusalStandsUntilTheRecipientIsAskedAgain() {
    Answers answers = Answers.NONE.after(refused(), NOW);

    ProbeResult recalled = answers.recalled(passedOver(), NOW.plusSeconds(60));

    assertThat(recalled.deciding().outcome()).isEqualTo(Outcome.FAILED);
    assertThat(recalled.deciding().reason()).isEqualTo(Reason.RCPT_UNKNOWN);
    assertThat(recalled.recipients())
        .containsExactly(
            new RecipientResult(
                "ann",
                Verdict.REJECTED,
                Reason.RCPT_UNKNOWN,
                Optional.of(UNKNOWN),
                "answered 60 s ago, not asked since, out of courtesy"));
  }

  @Test
  void passingOverAgainKeepsTheTimeOfTheAnswer() {
    Answers answers = Answers.NONE.after(refused(), NOW).after(passedOver(), NOW.plusSeconds(60));

    assertThat(answers.recalled(passedOver(), NOW.plusSeconds(120)).recipients().getFirst().note())
        .startsWith("answered 120 s ago");
  }

  @Test
  void whoWasNeverAskedIsUnasked() {
    ProbeResult recalled = Answers.NONE.recalled(passedOver(), NOW);

    assertThat(recalled).isEqualTo(passedOver());
  }

  @Test
  void anOldAnswerIsNone() {
    Answers answers = Answers.NONE.after(refused(), NOW);

    ProbeResult recalled = answers.recalled(passedOver(), NOW.plus(Answers.MEMORY));

    assertThat(recalled.recipients().getFirst().verdict()).isEqualTo(Verdict.UNASKED);
    assertThat(recalled.deciding().outcome()).isEqualTo(Outcome.OK);
  }

  @Test
  void aDialogueThatBrokeRecallsNothing() {
    Answers answers = Answers.NONE.after(refused(), NOW);
    ProbeResult broken =
        result(unasked(), List.of(Finding.of(Phase.MAIL, Reason.CONNECTION_LOST, "closed")));

    assertThat(answers.recalled(broken, NOW.plus(Duration.ofSeconds(60)))).isEqualTo(broken);
  }

  private static ProbeResult refused() {
    return result(
        new RecipientResult("ann", Verdict.REJECTED, Reason.RCPT_UNKNOWN, Optional.of(UNKNOWN), ""),
        List.of(Finding.of(Phase.RCPT, Reason.RCPT_UNKNOWN, UNKNOWN)));
  }

  private static ProbeResult passedOver() {
    return result(
        unasked(), List.of(Finding.of(Phase.RCPT, Reason.THROTTLED_LOCALLY, "not asked")));
  }

  private static RecipientResult unasked() {
    return new RecipientResult("ann", Verdict.UNASKED, Reason.NONE, Optional.empty(), "");
  }

  private static ProbeResult result(RecipientResult recipient, List<Finding> findings) {
    return new ProbeResult(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), 25),
        Duration.ofMillis(10),
        List.of(),
        findings,
        Finding.of(Phase.EHLO, Reason.NONE, "ok"),
        List.of(recipient),
        Capabilities.NONE,
        Optional.empty(),
        Optional.empty(),
        List.of());
  }
}
