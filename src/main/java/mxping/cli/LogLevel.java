package mxping.cli;

/** Values of {@code --log.level}, named as people type them. */
enum LogLevel {
  debug,
  info,
  warn,
  error;

  /** Must come before the first logger of ours is made. */
  void apply() {
    System.setProperty("org.slf4j.simpleLogger.log.mxping", name());
  }
}
