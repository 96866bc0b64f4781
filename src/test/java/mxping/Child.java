package mxping;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** An agent in a JVM of its own, so that all it writes can be read. */
final class Child implements AutoCloseable {
  private static final Pattern LISTENING = Pattern.compile("listening on \\S*:(\\d+)");

  private final HttpClient client = HttpClient.newHttpClient();
  private final Process process;
  private final Path output;

  private Child(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  /** One that runs on {@code checks}, and says all it has to say. */
  static Child atDebug(Path folder, String checks) throws IOException {
    return of(folder, checks, List.of(), "--log.level=debug");
  }

  /** One that runs on {@code checks}, in a JVM with these options. */
  static Child on(Path folder, String checks, String... options) throws IOException {
    return of(folder, checks, List.of(options));
  }

  private static Child of(Path folder, String checks, List<String> options, String... flags)
      throws IOException {
    Path file = Files.writeString(folder.resolve("checks.yaml"), checks);
    Path output = folder.resolve("output");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--sun-misc-unsafe-memory-access=allow");
    command.addAll(options);
    command.addAll(List.of("-cp", classPath(), "mxping.Main"));
    command.addAll(List.of("--web.listen-address=127.0.0.1:0", "--config.file=" + file));
    command.addAll(List.of(flags));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    return new Child(process, output);
  }

  private static String classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .filter(entry -> !entry.contains("test-classes"))
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** Standard output and error so far. */
  String output() throws IOException {
    return Files.readString(output);
  }

  /** What is served at {@code path}, as soon as anything is. */
  String get(String path) throws Exception {
    String said = Polling.until("listening", this::output, text -> LISTENING.matcher(text).find());
    Matcher listening = LISTENING.matcher(said);
    if (!listening.find()) {
      throw new AssertionError(said);
    }
    URI uri = URI.create("http://127.0.0.1:" + listening.group(1) + path);
    HttpRequest request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(20)).build();
    return client.send(request, BodyHandlers.ofString()).body();
  }

  /** Stops it by SIGTERM; it has ended then. */
  void stop() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(Polling.PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("the agent does not stop");
    }
  }

  @Override
  public void close() {
    client.close();
    process.destroyForcibly();
  }
}
