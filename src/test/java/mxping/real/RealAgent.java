package mxping.real;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The agent as a process of its own: the distribution, where one was built, else on this JDK. */
final class RealAgent implements Part {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Pattern LISTENING = Pattern.compile("listening on \\S*:(\\d+)");

  private final Program process;
  private final HttpClient http = HttpClient.newHttpClient();
  private final URI home;

  /** Starts one that serves HTTP on a free port, and waits until it is ready. */
  static RealAgent start(
      Path directory, String checks, Map<String, String> environment, String... flags)
      throws Exception {
    String file = Files.writeString(directory.resolve("checks.yaml"), checks).toString();
    List<String> arguments = new ArrayList<>(List.of(flags));
    arguments.add("--config.file=" + file);
    Program process = launch(directory, environment, arguments.toArray(String[]::new));
    try {
      return new RealAgent(process, URI.create("http://127.0.0.1:" + port(process)));
    } catch (AssertionError | IllegalStateException e) {
      process.stop();
      throw e;
    }
  }

  /** Starts the program {@code mxping} with these arguments, for what it does with them. */
  static Program launch(Path directory, Map<String, String> environment, String... arguments) {
    List<String> command = new ArrayList<>(program());
    if (Arrays.stream(arguments).noneMatch(a -> a.startsWith("--web.listen-address"))) {
      command.add("--web.listen-address=127.0.0.1:0");
    }
    command.addAll(List.of(arguments));
    return Program.start(directory, "mxping", environment, command);
  }

  /** The program {@code mxping} without arguments. */
  static List<String> program() {
    return Distribution.built()
        .map(distribution -> List.of(distribution.launcher().toString()))
        .orElseGet(
            () ->
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "--sun-misc-unsafe-memory-access=allow",
                    "-Xmx128m",
                    "-cp",
                    classPath(),
                    "mxping.Main"));
  }

  private static String classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> !entry.contains("test-classes"))
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static int port(Program process) throws Exception {
    int[] port = new int[1];
    Eventually.within(
        PATIENCE,
        () -> {
          Matcher listening = LISTENING.matcher(process.err());
          if (!listening.find()) {
            if (!process.lives()) {
              throw new IllegalStateException("the agent did not start\n" + process.output());
            }
            throw new AssertionError("the agent does not listen\n" + process.output());
          }
          port[0] = Integer.parseInt(listening.group(1));
        });
    return port[0];
  }

  private RealAgent(Program process, URI home) {
    this.process = process;
    this.home = home;
  }

  /** What {@code /metrics} says now. */
  Scrape metrics() throws IOException, InterruptedException {
    return new Scrape(get("/metrics"));
  }

  /** The body at a path. */
  String get(String path) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(home.resolve(path)).timeout(Duration.ofSeconds(10)).build();
    return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
  }

  /** The address of a path, for a browser. */
  String address(String path) {
    return home.resolve(path).toString();
  }

  int port() {
    return home.getPort();
  }

  void signal(String name) {
    process.signal(name);
  }

  Program.Ended end(Duration patience) throws InterruptedException {
    return process.end(patience);
  }

  @Override
  public String name() {
    return "mxping on " + home;
  }

  @Override
  public String log() {
    return process.output();
  }

  @Override
  public void close() {
    http.close();
    process.stop();
  }
}
