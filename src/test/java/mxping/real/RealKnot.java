package mxping.real;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A knot that is the authority for the zone {@code test}. */
final class RealKnot implements Part {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final String ADDRESS = "127.0.0.1";
  private static final String HEAD =
      """
      $ORIGIN test.
      $TTL 60
      @ SOA ns hostmaster 1 3600 600 86400 60
      @ NS ns
      ns A 127.0.0.1
      """;

  private final int port;
  private final Program running;

  /**
   * Starts one.
   *
   * @param directory an empty one
   * @param zone records in master-file format, names relative to {@code test.}
   */
  static RealKnot start(Path directory, String zone) throws Exception {
    int port = Loopback.freePort();
    Map<String, ?> values = Map.of("directory", directory, "address", ADDRESS, "port", port);
    Path configuration = directory.resolve("knot.conf");
    Files.writeString(configuration, new Template("knot.conf").filled(values));
    Files.writeString(directory.resolve("test.zone"), HEAD + zone);
    List<String> command = List.of("knotd", "-c", configuration.toString());
    RealKnot knot = new RealKnot(port, Program.start(directory, "knot", Map.of(), command));
    try {
      Loopback.awaitListening(ADDRESS, port, PATIENCE);
    } catch (AssertionError e) {
      knot.close();
      throw new AssertionError("knot did not start\n" + knot.log(), e);
    }
    return knot;
  }

  private RealKnot(int port, Program running) {
    this.port = port;
    this.running = running;
  }

  /** As {@code dns.servers} has it. */
  String server() {
    return ADDRESS + ":" + port;
  }

  @Override
  public String name() {
    return "knot on " + server();
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
