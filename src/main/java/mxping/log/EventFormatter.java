package mxping.log;

import java.util.logging.Formatter;
import java.util.logging.LogRecord;

/** Writes each record as one line. */
final class EventFormatter extends Formatter {
  private final LogFormat format;

  EventFormatter(LogFormat format) {
    this.format = format;
  }

  @Override
  public String format(LogRecord logged) {
    return format.line(Event.of(logged, formatMessage(logged))) + "\n";
  }
}
