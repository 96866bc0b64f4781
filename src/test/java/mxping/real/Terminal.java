package mxping.real;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A program at a terminal of its own, at which somebody types. */
final class Terminal implements Part {
  private final Process process;
  private final Path shown;

  private Terminal(Process process, Path shown) {
    this.process = process;
    this.shown = shown;
  }

  /** Starts a program; what it shows goes to a file in {@code directory}. */
  static Terminal start(Path directory, Map<String, String> environment, List<String> command) {
    Path shown = directory.resolve("terminal.out");
    String line =
        "exec env --default-signal=INT "
            + command.stream().map(word -> "'" + word + "'").collect(Collectors.joining(" "));
    ProcessBuilder builder =
        new ProcessBuilder("script", "-qefc", line, "/dev/null")
            .redirectErrorStream(true)
            .redirectOutput(shown.toFile());
    builder.environment().put("TERM", "xterm");
    builder.environment().putAll(environment);
    try {
      return new Terminal(builder.start(), shown);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Presses Ctrl and C. */
  void interrupt() throws IOException {
    OutputStream keys = process.getOutputStream();
    keys.write(3);
    keys.flush();
  }

  /**
   * Waits for the program's end, and gives its exit code.
   *
   * @throws AssertionError if it does not end in time
   */
  int end(Duration patience) throws InterruptedException {
    if (!process.waitFor(patience.toNanos(), TimeUnit.NANOSECONDS)) {
      throw new AssertionError("did not end within " + patience + "\n" + log());
    }
    return process.exitValue();
  }

  /** All that was shown so far, what was written over included. */
  String shown() {
    return Program.text(shown);
  }

  @Override
  public String name() {
    return "terminal";
  }

  @Override
  public String log() {
    return shown();
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
