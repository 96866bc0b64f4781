package mxping.log;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.logging.LogRecord;
import java.util.stream.Collectors;
import mxping.smtp.Printable;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;

/**
 * One event of the log.
 *
 * @param logger who logged it
 * @param stack of the throwable that goes with it, lines ended by LF; empty without one
 */
record Event(Instant time, LogLevel level, String logger, String message, String stack) {

  /** Beyond ASCII are characters that turn a line around or end it, which programs need not see. */
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  /** RFC 3339, with milliseconds. */
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSXXX", Locale.ROOT);

  static Event of(LogRecord logged, String message) {
    return new Event(
        logged.getInstant(),
        LogLevel.of(logged.getLevel()),
        Optional.ofNullable(logged.getLoggerName()).orElse(""),
        message,
        stack(logged.getThrown()));
  }

  private static String stack(@Nullable Throwable thrown) {
    if (thrown == null) {
      return "";
    }
    StringWriter text = new StringWriter();
    thrown.printStackTrace(new PrintWriter(text, true));
    return text.toString();
  }

  /** Time, level and message; behind it the stack, its lines parted by bars. */
  String asText() {
    String line = shownTime() + " " + level.name().toUpperCase(Locale.ROOT) + " " + message;
    String frames =
        stack.lines().map(String::strip).map(frame -> " | " + frame).collect(Collectors.joining());
    return Printable.of(line + frames);
  }

  /** An object; {@code stack} is there only where there is one. */
  String asJson() {
    StringWriter line = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), line)) {
      json.writeStartObject();
      json.writeStringProperty("time", shownTime());
      json.writeStringProperty("level", level.name());
      json.writeStringProperty("logger", logger);
      json.writeStringProperty("message", message);
      if (!stack.isEmpty()) {
        json.writeStringProperty("stack", stack);
      }
      json.writeEndObject();
    }
    return line.toString();
  }

  private String shownTime() {
    return TIME.format(OffsetDateTime.ofInstant(time, ZoneId.systemDefault()));
  }
}
