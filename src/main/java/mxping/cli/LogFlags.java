package mxping.cli;

import mxping.log.Log;
import mxping.log.LogFormat;
import mxping.log.LogLevel;
import picocli.CommandLine.Option;

/** The flags {@code --log.*}. */
final class LogFlags {
  @Option(
      names = "--log.level",
      paramLabel = "LEVEL",
      defaultValue = "info",
      description = "Least severe messages to log: ${COMPLETION-CANDIDATES} (default: info).")
  private LogLevel level = LogLevel.info;

  @Option(
      names = "--log.format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "How to log, one event a line: ${COMPLETION-CANDIDATES} (default: text).")
  private LogFormat format = LogFormat.text;

  void apply() {
    Log.begin(level, format);
  }
}
