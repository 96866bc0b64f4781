package mxping.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** An agent that is measured: a process of its own, and what the system and it tell of it. */
final class Subject implements AutoCloseable {
  private static final Path LAUNCHER = Path.of("target/mxping/bin/mxping").toAbsolutePath();
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final long LOOK_NANOS = 5_000_000;
  private static final double TICKS_A_SECOND = 100;

  private final HttpClient http = HttpClient.newHttpClient();
  private final Path folder;
  private final Process process;
  private final URI home;
  private final double startMillis;

  /** What is measured. */
  static String described() {
    return Files.exists(LAUNCHER)
        ? "the distribution in target/mxping"
        : "the classes on " + Runtime.version() + "; build the distribution to measure that";
  }

  /** Starts one that runs on {@code checks}, and waits until it can be scraped. */
  Subject(String checks, String... flags) throws Exception {
    folder = Files.createTempDirectory("mxping-bench");
    write(checks);
    int port = freePort();
    home = URI.create("http://127.0.0.1:" + port);
    List<String> command = new ArrayList<>(program());
    command.add("--config.file=" + folder.resolve("checks.yaml"));
    command.add("--web.listen-address=127.0.0.1:" + port);
    command.add("--log.level=warn");
    command.add("--web.enable-lifecycle");
    command.addAll(List.of(flags));
    long began = System.nanoTime();
    process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("output").toFile())
            .start();
    awaitFirstScrape();
    startMillis = (System.nanoTime() - began) / 1e6;
  }

  private static List<String> program() {
    return Files.exists(LAUNCHER)
        ? List.of(LAUNCHER.toString())
        : List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--sun-misc-unsafe-memory-access=allow",
            "-cp",
            "target/classes" + File.pathSeparator + System.getProperty("java.class.path"),
            "mxping.Main");
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }

  private void awaitFirstScrape() throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        new Socket(home.getHost(), home.getPort()).close();
        get("/metrics");
        return;
      } catch (IOException e) {
        if (!process.isAlive() || System.nanoTime() - end > 0) {
          String said = Files.readString(folder.resolve("output"), UTF_8);
          close();
          throw new IllegalStateException("the agent does not start: " + said, e);
        }
        LockSupport.parkNanos(LOOK_NANOS);
      }
    }
  }

  /** From its start to the end of the first scrape. */
  double startMillis() {
    return startMillis;
  }

  /** Its file says this from now on. */
  void write(String checks) throws IOException {
    Files.writeString(folder.resolve("checks.yaml"), checks);
  }

  String get(String path) throws IOException, InterruptedException {
    return http.send(
            HttpRequest.newBuilder(home.resolve(path)).timeout(PATIENCE).build(),
            BodyHandlers.ofString())
        .body();
  }

  /** Has it read its file again, and tells how long that took. */
  double reloadMillis() throws IOException, InterruptedException {
    HttpRequest reload =
        HttpRequest.newBuilder(home.resolve("/-/reload"))
            .timeout(PATIENCE)
            .POST(HttpRequest.BodyPublishers.noBody())
            .build();
    long began = System.nanoTime();
    int status = http.send(reload, BodyHandlers.discarding()).statusCode();
    if (status != 200) {
      throw new IllegalStateException("reload: " + status);
    }
    return (System.nanoTime() - began) / 1e6;
  }

  /** Seconds of processor time that it has used. */
  double cpuSeconds() throws IOException {
    String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return (Double.parseDouble(fields[11]) + Double.parseDouble(fields[12])) / TICKS_A_SECOND;
  }

  /** Resident memory. */
  double megabytes() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"))) {
      if (line.startsWith("VmRSS:")) {
        return Double.parseDouble(line.replaceAll("\\D", "")) / 1024;
      }
    }
    throw new IllegalStateException("the system does not tell");
  }

  @Override
  public void close() throws IOException {
    http.close();
    process.destroy();
    try {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    for (String name : List.of("checks.yaml", "output")) {
      Files.deleteIfExists(folder.resolve(name));
    }
    Files.deleteIfExists(folder);
  }
}
