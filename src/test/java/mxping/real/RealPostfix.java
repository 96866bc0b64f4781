package mxping.real;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A Postfix with its own configuration, queue, data and log, on a loopback address. It knows nobody
 * unless {@code main.cf} says so. Needs root.
 */
final class RealPostfix implements Part {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Path directory;
  private final Listener listener;
  private int starts;
  private Program running;

  /** Who answers the port: smtpd itself, or postscreen before it. */
  enum Front {
    SMTPD("%s:%d inet n - n - - smtpd"),
    POSTSCREEN("%s:%d inet n - n - 1 postscreen");

    private final String service;

    Front(String service) {
      this.service = service;
    }
  }

  /** Where it listens, and who answers there. */
  record Listener(String address, int port, Front front) {
    private String line() {
      return front.service.formatted(address, port);
    }
  }

  /**
   * Starts one.
   *
   * @param directory an empty one that every user can reach
   * @param mainCf parameters besides those of {@code postfix-main.cf}; {@code mydestination} at
   *     least
   */
  static RealPostfix start(Path directory, Listener listener, String mainCf) throws Exception {
    Map<String, ?> values = Map.of("directory", directory, "listener", listener.line());
    Files.createDirectory(directory.resolve("queue"));
    Path data = Files.createDirectory(directory.resolve("data"));
    Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwx------"));
    Files.setOwner(
        data,
        data.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("postfix"));
    Path conf = Files.createDirectory(directory.resolve("conf"));
    Files.writeString(
        conf.resolve("main.cf"), new Template("postfix-main.cf").filled(values) + mainCf);
    Files.writeString(conf.resolve("master.cf"), new Template("postfix-master.cf").filled(values));
    return new RealPostfix(directory, listener);
  }

  private RealPostfix(Path directory, Listener listener) throws Exception {
    this.directory = directory;
    this.listener = listener;
    this.running = run();
  }

  /** Starts it again, after {@link #stop}. */
  void start() throws Exception {
    running = run();
  }

  private Program run() throws Exception {
    String name = "start-" + ++starts;
    Program program = Program.start(directory, name, Map.of(), command("start-fg"));
    try {
      Loopback.awaitListening(listener.address(), listener.port(), PATIENCE);
    } catch (AssertionError e) {
      program.stop();
      throw new AssertionError("Postfix did not start\n" + program.output() + log(), e);
    }
    return program;
  }

  /** Stops it: from then on the port is closed. */
  void stop() throws InterruptedException {
    Program.run(directory, "stop", command("stop"), PATIENCE);
    running.end(PATIENCE);
  }

  private List<String> command(String verb) {
    return List.of("postfix", "-c", directory.resolve("conf").toString(), verb);
  }

  int port() {
    return listener.port();
  }

  @Override
  public String name() {
    return "Postfix on " + listener.address() + ":" + listener.port();
  }

  @Override
  public String log() {
    return Program.text(directory.resolve("mail.log"));
  }

  @Override
  public void close() {
    try {
      if (running.lives()) {
        stop();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      running.stop();
    }
  }
}
