package mxping.probe;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mxping.smtp.Reply;
import org.jspecify.annotations.Nullable;

/**
 * What is written down while a dialogue goes on: the time of each phase that was done, and what was
 * found. Not thread-safe.
 */
public final class Minutes {
  private final Map<Phase, PhaseTime> phases = new EnumMap<>(Phase.class);
  private final List<Finding> findings = new ArrayList<>();
  private final List<RecipientResult> recipients = new ArrayList<>();
  private @Nullable Finding lastAsked;
  private boolean completed;
  private long nanos;

  /** All of it took so long, waits for our own sake included. */
  void took(long nanos) {
    this.nanos += nanos;
  }

  /** So much of the time nobody but we ourselves were waited for, which is not latency. */
  void waited(long nanos) {
    this.nanos -= nanos;
  }

  Duration duration() {
    return Duration.ofNanos(nanos);
  }

  boolean hasRecipients() {
    return !recipients.isEmpty();
  }

  /**
   * A phase has been done, or a further exchange of it; {@code code} is 0 where it has no reply.
   */
  void done(Phase phase, long tookNanos, int code) {
    phases.merge(phase, new PhaseTime(phase, Duration.ofNanos(tookNanos), code), PhaseTime::and);
  }

  /**
   * An exchange was answered as hoped. The last one of the latest phase decides where nothing is
   * found.
   */
  void asked(Phase phase, Reply reply) {
    if (lastAsked == null || lastAsked.phase().compareTo(phase) <= 0) {
      lastAsked = Finding.of(phase, Reason.NONE, reply);
    }
  }

  /** All was asked that was to be asked, whatever the answers. */
  void completed() {
    completed = true;
  }

  boolean isCompleted() {
    return completed;
  }

  Optional<Finding> lastAsked() {
    return Optional.ofNullable(lastAsked);
  }

  void found(Finding finding) {
    findings.add(finding);
  }

  void answered(RecipientResult recipient) {
    recipients.add(recipient);
  }

  List<Finding> findings() {
    return findings;
  }

  List<RecipientResult> recipients() {
    return recipients;
  }

  /** Those done, in their order. */
  Collection<PhaseTime> phases() {
    return phases.values();
  }
}
