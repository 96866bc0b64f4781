package mxping.history;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mxping.probe.Finding;
import mxping.probe.Phase;
import mxping.probe.ProbeResult;
import mxping.probe.Reason;
import mxping.probe.RecipientResult;
import mxping.probe.Verdict;

/**
 * What a mail host last answered about each recipient. One that was passed over out of courtesy
 * keeps that answer until it is asked again: not asking proves nothing, neither that it is refused
 * no more nor that it is accepted no more. Immutable.
 *
 * @param byRecipient by the recipient's name
 */
record Answers(Map<String, Answer> byRecipient) {
  static final Answers NONE = new Answers(Map.of());

  /** How long an answer counts; within five minutes each recipient should have been asked anew. */
  static final Duration MEMORY = Duration.ofMinutes(15);

  /** An answer, and when it was given. */
  record Answer(RecipientResult result, Instant at) {}

  Answers {
    byRecipient = Map.copyOf(byRecipient);
  }

  /** These and the answers of {@code result}, which came in at {@code now}. */
  Answers after(ProbeResult result, Instant now) {
    Map<String, Answer> answers = new HashMap<>();
    for (RecipientResult recipient : result.recipients()) {
      Answer old = byRecipient.get(recipient.name());
      if (recipient.verdict() != Verdict.UNASKED) {
        answers.put(recipient.name(), new Answer(recipient, now));
      } else if (old != null) {
        answers.put(recipient.name(), old);
      }
    }
    return new Answers(answers);
  }

  /** {@code result} with the last answer about each recipient that was passed over. */
  ProbeResult recalled(ProbeResult result, Instant now) {
    boolean throttled =
        result.findings().stream().anyMatch(f -> f.reason() == Reason.THROTTLED_LOCALLY);
    if (!throttled) {
      return result;
    }
    List<RecipientResult> recipients = new ArrayList<>();
    List<Finding> findings = new ArrayList<>(result.findings());
    for (RecipientResult recipient : result.recipients()) {
      Optional<Answer> old = valid(recipient, now);
      recipients.add(old.map(answer -> asOf(answer, now)).orElse(recipient));
      old.flatMap(Answers::finding).ifPresent(findings::add);
    }
    return result.recalling(recipients, findings);
  }

  private Optional<Answer> valid(RecipientResult recipient, Instant now) {
    return Optional.ofNullable(byRecipient.get(recipient.name()))
        .filter(old -> recipient.verdict() == Verdict.UNASKED)
        .filter(old -> Duration.between(old.at(), now).compareTo(MEMORY) < 0);
  }

  private static RecipientResult asOf(Answer old, Instant now) {
    String age = Duration.between(old.at(), now).toSeconds() + " s ago";
    return old.result().noting("answered " + age + ", not asked since, out of courtesy");
  }

  private static Optional<Finding> finding(Answer old) {
    return old.result()
        .reply()
        .filter(reply -> old.result().reason() != Reason.NONE)
        .map(reply -> Finding.of(Phase.RCPT, old.result().reason(), reply));
  }
}
