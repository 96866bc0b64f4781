package mxping.real;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** An Alertmanager on loopback, alone in its cluster. */
final class RealAlertmanager implements Part {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String ADDRESS = "127.0.0.1";

  private final Program running;
  private final int port;

  static RealAlertmanager start(Path directory, String configuration) throws Exception {
    int port = Loopback.freePort();
    Path file = Files.writeString(directory.resolve("alertmanager.yml"), configuration);
    List<String> command =
        List.of(
            "prometheus-alertmanager",
            "--config.file=" + file,
            "--storage.path=" + directory.resolve("data"),
            "--cluster.listen-address=",
            "--web.listen-address=" + ADDRESS + ":" + port);
    Program running = Program.start(directory, "alertmanager", Map.of(), command);
    RealAlertmanager alertmanager = new RealAlertmanager(running, port);
    try {
      Loopback.awaitListening(ADDRESS, port, PATIENCE);
    } catch (AssertionError e) {
      alertmanager.close();
      throw new AssertionError("Alertmanager did not start\n" + running.output(), e);
    }
    return alertmanager;
  }

  private RealAlertmanager(Program running, int port) {
    this.running = running;
    this.port = port;
  }

  String target() {
    return ADDRESS + ":" + port;
  }

  @Override
  public String name() {
    return "Alertmanager on " + target();
  }

  @Override
  public String log() {
    return running.output();
  }

  @Override
  public void close() {
    running.stop();
  }
}
