package mxping.probe;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import mxping.check.Check;
import mxping.check.Recipient;
import mxping.check.Recipient.Expected;
import mxping.check.Target;
import mxping.smtp.Reply;

/**
 * A recipient to be asked for.
 *
 * @param random whether it is the made-up one that a host accepts only if it accepts everybody
 */
record Ask(Recipient recipient, boolean random) {

  /** All that {@code check} asks for, the random one last. */
  static List<Ask> all(Check check) {
    List<Ask> asks = new ArrayList<>();
    check.recipients().forEach(recipient -> asks.add(new Ask(recipient, false)));
    if (check.catchAll()) {
      asks.add(new Ask(nobody(domain(check)), true));
    }
    return asks;
  }

  private static Recipient nobody(String domain) {
    String localPart = "mxping-%016x".formatted(ThreadLocalRandom.current().nextLong());
    return new Recipient(
        Recipient.CATCH_ALL, localPart + "@" + domain, Expected.REJECTED, Set.of());
  }

  /** Where nobody is asked for: the check's domain, or that of its first recipient. */
  private static String domain(Check check) {
    if (check.target() instanceof Target.Domain domain) {
      return domain.name();
    }
    String address = check.recipients().getFirst().address();
    return address.substring(address.lastIndexOf('@') + 1);
  }

  RecipientResult unasked(String note) {
    return new RecipientResult(
        recipient.name(), Verdict.UNASKED, Reason.NONE, Optional.empty(), note);
  }

  /** Whether the reply to the made-up recipient says something about the host or about us. */
  boolean tells(Reason reason) {
    return reason == Reason.CATCH_ALL || reason == Reason.BLOCKED || reason == Reason.RATE_LIMITED;
  }

  /** What {@code reply} means, given what is expected. */
  Reason judge(Reply reply) {
    Reason reason = ReplyTable.rcpt(reply);
    return switch (recipient.expect()) {
      case ACCEPTED -> reason;
      case REJECTED -> {
        if (reason == Reason.NONE) {
          yield random ? Reason.CATCH_ALL : Reason.UNEXPECTED_ACCEPTANCE;
        }
        yield reason.refusesRecipient() ? Reason.NONE : reason;
      }
      case ANY -> reason.refusesRecipient() || reason == Reason.AMBIGUOUS ? Reason.NONE : reason;
    };
  }
}
