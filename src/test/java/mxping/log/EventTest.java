package mxping.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class EventTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00.120Z");
  private static final String HOSTILE = "250 \"ok\"\r\n2026-11-22 ERROR forged \u001b[2J\u2028\\";

  private static LogRecord logged(Level level, String message) {
    LogRecord logged = new LogRecord(level, message);
    logged.setLoggerName("mxping.agent.Agent");
    logged.setInstant(NOW);
    return logged;
  }

  private static String written(LogFormat format, LogRecord logged) {
    return new EventFormatter(format).format(logged);
  }

  private static LogRecord broken() {
    LogRecord logged = logged(Level.SEVERE, "a: internal error");
    logged.setThrown(
        new IllegalStateException("no\nway", new IllegalArgumentException("the cause")));
    return logged;
  }

  @Test
  void textIsTimeLevelAndMessage() {
    String line = written(LogFormat.text, logged(Level.INFO, "watching 1 check"));

    assertThat(line).endsWith(" INFO watching 1 check\n");
    assertThat(OffsetDateTime.parse(line.substring(0, line.indexOf(' '))).toInstant())
        .isEqualTo(NOW);
    assertThat(line).contains(".120");
  }

  @Test
  void jsonHasTheSameByName() {
    JsonNode json =
        new JsonMapper().readTree(written(LogFormat.json, logged(Level.WARNING, "beware")));

    assertThat(json.propertyNames()).containsExactly("time", "level", "logger", "message");
    assertThat(OffsetDateTime.parse(json.get("time").asString()).toInstant()).isEqualTo(NOW);
    assertThat(json.get("level").asString()).isEqualTo("warn");
    assertThat(json.get("logger").asString()).isEqualTo("mxping.agent.Agent");
    assertThat(json.get("message").asString()).isEqualTo("beware");
  }

  @ParameterizedTest
  @EnumSource
  void whatAHostSaysStaysOnItsLine(LogFormat format) {
    String written = written(format, logged(Level.INFO, HOSTILE));

    assertThat(written).endsWith("\n");
    assertThat(written.strip().chars()).allMatch(c -> c >= ' ' && c != 0x2028);
  }

  @Test
  void jsonLosesNothingOfIt() {
    JsonNode json = new JsonMapper().readTree(written(LogFormat.json, logged(Level.INFO, HOSTILE)));

    assertThat(json.get("message").asString()).isEqualTo(HOSTILE);
  }

  @Test
  void aStackIsPartOfTheLine() {
    String line = written(LogFormat.text, broken());

    assertThat(line.lines()).hasSize(1);
    assertThat(line)
        .contains(
            " ERROR a: internal error | java.lang.IllegalStateException: no | way | at mxping.",
            " | Caused by: java.lang.IllegalArgumentException: the cause | ");
  }

  @Test
  void aStackIsAStringInJson() {
    String written = written(LogFormat.json, broken());

    assertThat(written.lines()).hasSize(1);
    assertThat(new JsonMapper().readTree(written).get("stack").asString())
        .startsWith("java.lang.IllegalStateException: no\nway\n\tat mxping.")
        .contains("\nCaused by: java.lang.IllegalArgumentException: the cause\n");
  }

  @ParameterizedTest
  @CsvSource({
    "FINEST, debug",
    "FINE, debug",
    "CONFIG, info",
    "INFO, info",
    "WARNING, warn",
    "SEVERE, error"
  })
  void levelsAreOurs(String level, LogLevel ours) {
    assertThat(LogLevel.of(Level.parse(level))).isEqualTo(ours);
  }
}
