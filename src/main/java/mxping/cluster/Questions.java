package mxping.cluster;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import mxping.check.Check;

/** What members ask each other about their checks. Thread-safe. */
public final class Questions {
  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final Answer NO_CHECK = new Answer(404, "no such check");

  private final String self;
  private final Post post;
  private final Map<Long, CompletableFuture<Answer>> open = new ConcurrentHashMap<>();
  private final AtomicLong lastId = new AtomicLong();
  private volatile Answers answers = check -> Optional.empty();
  private volatile Optional<Ownership> ownership = Optional.empty();

  /** How this agent's checks are. */
  @FunctionalInterface
  public interface Answers {
    /** Empty where this agent does not run the check. Does not block for long. */
    Optional<Answer> of(String check);
  }

  Questions(String self, Post post) {
    this.self = self;
    this.post = post;
  }

  void answeredBy(Answers answers) {
    this.answers = answers;
  }

  void counted(Census census) {
    ownership = Optional.of(census.ownership());
  }

  /** What the owner of the check says of it; empty where it says nothing for a second. */
  Optional<Answer> ask(Check check) {
    Optional<String> owner =
        ownership.flatMap(known -> known.owner(check)).filter(member -> !member.equals(self));
    if (owner.isEmpty()) {
      return Optional.empty();
    }
    long id = lastId.incrementAndGet();
    CompletableFuture<Optional<Answer>> answer = awaiting(id).thenApply(Optional::of);
    post.send(owner.get(), new Letter.Question(id, check.name()));
    try {
      return answer
          .completeOnTimeout(Optional.empty(), PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
          .join();
    } finally {
      open.remove(id);
    }
  }

  private CompletableFuture<Answer> awaiting(long id) {
    CompletableFuture<Answer> answer = new CompletableFuture<>();
    open.put(id, answer);
    return answer;
  }

  void asked(String member, Letter.Question question) {
    Thread.ofVirtual()
        .name("question")
        .start(
            () -> {
              Answer answer = answers.of(question.check()).orElse(NO_CHECK);
              post.send(member, new Letter.Answer(question.id(), answer.status(), answer.text()));
            });
  }

  void answered(Letter.Answer letter) {
    CompletableFuture<Answer> waiting = open.get(letter.id());
    if (waiting != null) {
      waiting.complete(new Answer(letter.status(), letter.text()));
    }
  }
}
