package mxping.agent;

import mxping.run.CheckRun;

/**
 * A check for as long as it is watched. A round of it may outlast that; what comes of such a round
 * is nobody's any more. Thread-safe.
 */
final class Watched {
  private final CheckRun run;
  private boolean gone;

  Watched(CheckRun run) {
    this.run = run;
  }

  CheckRun run() {
    return run;
  }

  /** Does {@code what}, unless the check is watched no more; never while it is being let go. */
  synchronized void unlessGone(Runnable what) {
    if (!gone) {
      what.run();
    }
  }

  /** From now on the check is watched no more. */
  synchronized void letGo() {
    gone = true;
  }
}
