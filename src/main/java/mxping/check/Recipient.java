package mxping.check;

import java.util.Set;

/**
 * Somebody to ask a mail host about, in a transaction of its own.
 *
 * @param name the {@code rcpt} label; the address itself is never one
 * @param address the mailbox without angle brackets, its domain in A-labels
 * @param expect the verdict that counts as success
 * @param notifyOf what to ask for with NOTIFY where the host offers DSN (RFC 3461 4.1); empty to
 *     ask for nothing
 */
public record Recipient(String name, String address, Expected expect, Set<Notify> notifyOf) {

  /**
   * The name under which the random recipient of {@code catch_all} is reported; no other may have
   * it.
   */
  public static final String CATCH_ALL = "catch_all";

  public Recipient {
    notifyOf = Set.copyOf(notifyOf);
  }

  /** Whether the address can only be sent under SMTPUTF8 (RFC 6531 3.4). */
  public boolean needsSmtputf8() {
    return address.chars().anyMatch(c -> c > 127);
  }

  /** The verdict a check hopes for. */
  public enum Expected {
    ACCEPTED,
    REJECTED,
    ANY
  }

  /** A condition of delivery to be notified of (RFC 3461 4.1); NEVER stands alone. */
  public enum Notify {
    NEVER,
    SUCCESS,
    FAILURE,
    DELAY
  }
}
