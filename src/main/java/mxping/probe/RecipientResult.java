package mxping.probe;

import java.util.Optional;
import mxping.smtp.Reply;

/**
 * What came of asking for one recipient.
 *
 * @param name the {@code rcpt} label
 * @param reason {@code NONE} where the check's expectation was met
 * @param reply the reply to RCPT; absent where it was not asked
 * @param note what the reply does not tell, such as a wish for DSN that the host does not grant;
 *     may be empty
 */
public record RecipientResult(
    String name, Verdict verdict, Reason reason, Optional<Reply> reply, String note) {

  /** The same with another note. */
  public RecipientResult noting(String note) {
    return new RecipientResult(name, verdict, reason, reply, note);
  }

  /** Whether the expectation was met. */
  public boolean success() {
    return reason == Reason.NONE && verdict != Verdict.UNASKED;
  }
}
