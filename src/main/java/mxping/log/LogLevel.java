package mxping.log;

import java.util.logging.Level;

/** How severe an event is, named as people type it. */
public enum LogLevel {
  debug,
  info,
  warn,
  error;

  Level level() {
    return switch (this) {
      case debug -> Level.FINE;
      case info -> Level.INFO;
      case warn -> Level.WARNING;
      case error -> Level.SEVERE;
    };
  }

  /** The least of ours that is as severe. */
  static LogLevel of(Level level) {
    for (LogLevel ours : values()) {
      if (level.intValue() <= ours.level().intValue()) {
        return ours;
      }
    }
    return error;
  }
}
