package mxping.cli;

/** How a command ends, to the shell. */
final class Exit {
  /** All is as asked. */
  static final int OK = 0;

  /** What was asked is not so. */
  static final int NOT_SO = 1;

  /** The command line or the configuration cannot be used. */
  static final int UNUSABLE = 2;

  private Exit() {}
}
