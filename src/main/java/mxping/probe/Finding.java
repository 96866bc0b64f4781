package mxping.probe;

import java.util.List;
import java.util.Optional;
import mxping.smtp.Reply;

/**
 * One thing found out by a probe or a round.
 *
 * @param phase where it was found
 * @param outcome the reason's own, unless the check says otherwise
 * @param reply the reply it rests on, where it rests on one
 * @param detail what happened, in words; text of the other side in it is printable
 */
public record Finding(
    Phase phase, Reason reason, Outcome outcome, Optional<Reply> reply, String detail) {

  public static Finding of(Phase phase, Reason reason, String detail) {
    return new Finding(phase, reason, reason.outcome(), Optional.empty(), detail);
  }

  public static Finding of(Phase phase, Reason reason, Reply reply) {
    return new Finding(phase, reason, reason.outcome(), Optional.of(reply), reply.shown());
  }

  /** The same, with another outcome. */
  Finding as(Outcome other) {
    return new Finding(phase, reason, other, reply, detail);
  }

  /** Whether the host spoke correct SMTP for all that this finding says. */
  public boolean up() {
    return reason.host() != Reason.Host.DOWN || outcome.success();
  }

  /** The one that decides: the worst outcome, of equals the earliest; none of an empty list. */
  public static Optional<Finding> worst(List<Finding> findings) {
    Finding worst = null;
    for (Finding finding : findings) {
      if (worst == null || finding.outcome().compareTo(worst.outcome()) > 0) {
        worst = finding;
      }
    }
    return Optional.ofNullable(worst);
  }
}
