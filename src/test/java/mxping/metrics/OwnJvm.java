package mxping.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Runs a program of the tests that prints one number, in a JVM of its own. */
final class OwnJvm {
  private OwnJvm() {}

  static long says(List<String> options, Class<?> program, Object... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:+UseSerialGC");
    command.add("-XX:+UseCompactObjectHeaders");
    // a histogram has a counter for each processor
    command.add("-XX:ActiveProcessorCount=2");
    command.add("--sun-misc-unsafe-memory-access=allow");
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
    Arrays.stream(arguments).map(String::valueOf).forEach(command::add);
    Process measuring =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String said = new String(measuring.getInputStream().readAllBytes(), UTF_8).strip();
    assertThat(measuring.waitFor()).isZero();
    return Long.parseLong(said);
  }
}
