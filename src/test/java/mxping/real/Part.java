package mxping.real;

/** A process that a test began. */
interface Part extends AutoCloseable {

  /** What it calls itself in the output of a failed test. */
  String name();

  /** Its log so far. */
  String log();

  /** Ends it; bounded. */
  @Override
  void close();
}
