package mxping.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import mxping.check.Check;
import mxping.check.Checks;
import mxping.cluster.Census.Announced;
import org.junit.jupiter.api.Test;

/** What member a asks the others, and is asked by them. */
class QuestionsTest {
  private static final long PATIENCE_SECONDS = 20;
  private static final Check OF_A = Checks.domain("example.org").check();
  private static final Check OF_C = Checks.domain("example.com").check();
  private static final Check ALSO_OF_C = Checks.domain("example.net").check();

  private final LinkedBlockingQueue<Sent> post = new LinkedBlockingQueue<>();
  private final Questions questions =
      new Questions("a", (to, letter) -> post.add(new Sent(to, letter)));

  private record Sent(String to, Letter letter) {
    Letter.Question question() {
      return (Letter.Question) letter;
    }
  }

  QuestionsTest() {
    questions.counted(
        new Census(
            new Announced("a", "text", ""),
            List.of(new Announced("b", "text", ""), new Announced("c", "text", ""))));
  }

  private Sent sent() throws InterruptedException {
    Sent sent = post.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    assertThat(sent).isNotNull();
    return sent;
  }

  private CompletableFuture<Optional<Answer>> asking(Check check) {
    return CompletableFuture.supplyAsync(() -> questions.ask(check));
  }

  private void answered(Sent question, String text) {
    questions.answered(new Letter.Answer(question.question().id(), 200, text));
  }

  @Test
  void theOwnerIsAskedAndNobodyElse() throws Exception {
    var answer = asking(OF_C);
    Sent question = sent();
    answered(question, "up");

    assertThat(question.to()).isEqualTo("c");
    assertThat(question.question().check()).isEqualTo("example.com");
    assertThat(answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).contains(new Answer(200, "up"));
    assertThat(post).isEmpty();
  }

  @Test
  void answersFindTheirQuestions() throws Exception {
    var first = asking(OF_C);
    Sent ofFirst = sent();
    var second = asking(ALSO_OF_C);
    Sent ofSecond = sent();

    answered(ofSecond, "second");
    answered(ofFirst, "first");

    assertThat(first.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).contains(new Answer(200, "first"));
    assertThat(second.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).contains(new Answer(200, "second"));
  }

  @Test
  void whoDoesNotAnswerIsWaitedForNoLongerThanASecond() {
    long began = System.nanoTime();

    assertThat(questions.ask(OF_C)).isEmpty();

    assertThat(Duration.ofNanos(System.nanoTime() - began))
        .isBetween(Duration.ofMillis(900), Duration.ofSeconds(10));
  }

  @Test
  void anAnswerThatNobodyWaitsForIsDropped() throws Exception {
    questions.ask(OF_C);
    answered(sent(), "too late");

    var answer = asking(OF_C);
    answered(sent(), "in time");

    assertThat(answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).contains(new Answer(200, "in time"));
  }

  @Test
  void nobodyIsAskedOfWhatRunsHere() {
    assertThat(questions.ask(OF_A)).isEmpty();
    assertThat(questions.ask(Checks.self().check())).isEmpty();
    assertThat(post).isEmpty();
  }

  @Test
  void whoIsAloneAsksNobody() {
    Questions alone = new Questions("a", (to, letter) -> post.add(new Sent(to, letter)));

    assertThat(alone.ask(OF_C)).isEmpty();
    alone.counted(Census.alone(new Announced("a", "text", "")));
    assertThat(alone.ask(OF_C)).isEmpty();
    assertThat(post).isEmpty();
  }

  @Test
  void whoAsksIsTold() throws Exception {
    questions.answeredBy(
        check -> check.equals("here") ? Optional.of(new Answer(503, "down")) : Optional.empty());

    questions.asked("b", new Letter.Question(41, "here"));
    assertThat(sent()).isEqualTo(new Sent("b", new Letter.Answer(41, 503, "down")));

    questions.asked("c", new Letter.Question(42, "nowhere"));
    assertThat(sent()).isEqualTo(new Sent("c", new Letter.Answer(42, 404, "no such check")));
  }

  @Test
  void anAnswerThatTakesLongHoldsNothingUp() throws Exception {
    var slow = new CompletableFuture<Optional<Answer>>();
    questions.answeredBy(
        check -> check.equals("slow") ? slow.join() : Optional.of(new Answer(200, "up")));

    questions.asked("b", new Letter.Question(1, "slow"));
    questions.asked("b", new Letter.Question(2, "fast"));

    assertThat(sent()).isEqualTo(new Sent("b", new Letter.Answer(2, 200, "up")));
    slow.complete(Optional.empty());
    assertThat(sent()).isEqualTo(new Sent("b", new Letter.Answer(1, 404, "no such check")));
  }
}
