package mxping.real;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A child process whose output goes to files. It has no standard input, and takes signals as if no
 * shell had told it to ignore them.
 */
final class Program {
  private static final Duration TO_DIE = Duration.ofSeconds(10);

  private final List<String> command;
  private final Process process;
  private final Path out;
  private final Path err;

  private Program(List<String> command, Process process, Path out, Path err) {
    this.command = command;
    this.process = process;
    this.out = out;
    this.err = err;
  }

  /** What is left of a program that came to its end. */
  record Ended(int exit, String out, String err) {}

  /** Starts a program; its output goes to {@code name.out} and {@code name.err}. */
  static Program start(
      Path directory, String name, Map<String, String> environment, List<String> command) {
    Path out = directory.resolve(name + ".out");
    Path err = directory.resolve(name + ".err");
    ProcessBuilder builder =
        new ProcessBuilder("env", "--default-signal=INT,TERM,HUP")
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.command().addAll(command);
    builder.environment().putAll(environment);
    try {
      return new Program(command, builder.start(), out, err);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs a program to its end. */
  static Ended run(Path directory, String name, List<String> command, Duration patience)
      throws InterruptedException {
    return start(directory, name, Map.of(), command).end(patience);
  }

  /**
   * Waits for its end.
   *
   * @throws AssertionError if it does not end in time; then it is killed
   */
  Ended end(Duration patience) throws InterruptedException {
    if (!process.waitFor(patience.toNanos(), TimeUnit.NANOSECONDS)) {
      kill();
      throw new AssertionError(command + " did not end within " + patience + "\n" + output());
    }
    return new Ended(process.exitValue(), out(), err());
  }

  boolean lives() {
    return process.isAlive();
  }

  /** Sends a signal: {@code "TERM"}, {@code "INT"}. */
  void signal(String name) {
    try {
      new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends it with SIGTERM, and what does not heed that with SIGKILL. */
  void stop() {
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
    try {
      if (!process.waitFor(TO_DIE.toNanos(), TimeUnit.NANOSECONDS)) {
        kill();
      }
    } catch (InterruptedException e) {
      kill();
      Thread.currentThread().interrupt();
    }
  }

  private void kill() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  String out() {
    return text(out);
  }

  String err() {
    return text(err);
  }

  String output() {
    return out() + err();
  }

  static String text(Path file) {
    try {
      return Files.exists(file) ? Files.readString(file) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
