package mxping.courtesy;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;
import mxping.check.Recipient;
import mxping.probe.Asking;
import mxping.probe.Verdict;

/** One check's questions in one connection, within the budget of the address. Not thread-safe. */
final class AskingWithTokens implements Asking {
  /**
   * A token that is free in a moment is waited for, so that rounds a minute apart find those of the
   * last minute.
   */
  static final long MOMENT = Duration.ofSeconds(1).toNanos();

  /** More than a moment, so that tokens taken one after the other are found or missed together. */
  static final long PATIENCE = 2 * MOMENT;

  private final Budget budget;
  private final String visit;
  private final Duration every;
  private long patience = PATIENCE;

  /**
   * @param visit which mail host of which check
   * @param every how often the check comes
   */
  AskingWithTokens(Budget budget, String visit, Duration every) {
    this.budget = budget;
    this.visit = visit;
    this.every = every;
  }

  @Override
  public boolean may(Recipient recipient) {
    while (true) {
      OptionalLong wait = budget.take(wisher(recipient), System.nanoTime(), every);
      if (wait.isEmpty() || wait.getAsLong() > Math.min(MOMENT, patience)) {
        return false;
      }
      if (wait.getAsLong() == 0) {
        return true;
      }
      patience -= wait.getAsLong();
      LockSupport.parkNanos(wait.getAsLong());
    }
  }

  @Override
  public void answered(Recipient recipient, Verdict verdict) {
    boolean accepted = verdict == Verdict.ACCEPTED;
    if (madeUp(recipient)) {
      budget.answeredOnce(accepted, System.nanoTime());
    } else {
      budget.answered(wisher(recipient), accepted, System.nanoTime());
    }
  }

  /** That a host accepts a recipient for one check says little about another's sender or port. */
  private String wisher(Recipient recipient) {
    return madeUp(recipient)
        ? visit + " " + recipient.name()
        : visit + " " + recipient.name() + " " + recipient.address();
  }

  private static boolean madeUp(Recipient recipient) {
    return recipient.name().equals(Recipient.CATCH_ALL);
  }
}
