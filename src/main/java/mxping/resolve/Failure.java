package mxping.resolve;

/**
 * Why a lookup has no answer.
 *
 * @param kind {@link Kind#TIMEOUT} where no server said anything
 * @param words what was asked and what each server did, for people
 */
public record Failure(Kind kind, String words) {

  /** Whether there was any reaction. */
  public enum Kind {
    /**
     * A server answered, and its answer cannot be used (SERVFAIL, REFUSED, FORMERR, lame, no DNS
     * message, cut short without a working TCP), or could not be sent to.
     */
    FAILURE,
    /** Every server was silent until the time was up. */
    TIMEOUT
  }
}
