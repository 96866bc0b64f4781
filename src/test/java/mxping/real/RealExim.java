package mxping.real;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * An Exim that knows ann@exim.test and nobody else. Debian's package cannot be installed beside
 * Postfix, so {@code .ci/run} unpacks it into {@code target/exim}; the user it was built for is
 * shown to it by nss_wrapper.
 */
final class RealExim implements Part {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Path UNPACKED = Path.of("target/exim").toAbsolutePath();
  private static final String NOBODY = "65534:65534";

  private final Path directory;
  private final String place;
  private final Program running;

  /** Starts one in an empty directory that every user can reach. */
  static RealExim start(Path directory, String address, int port) throws Exception {
    Path program = UNPACKED.resolve("usr/sbin/exim4");
    if (!Files.isExecutable(program)) {
      throw new AssertionError("no " + program + ": .ci/run unpacks it");
    }
    Map<String, ?> values = Map.of("directory", directory, "address", address, "port", port);
    Path configuration = directory.resolve("exim.conf");
    Files.writeString(configuration, new Template("exim.conf").filled(values));
    Path spool = Files.createDirectory(directory.resolve("spool"));
    Files.setOwner(
        spool,
        spool.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));
    List<String> command = List.of(program.toString(), "-C", configuration.toString(), "-bdf");
    Program running = Program.start(directory, "exim", environment(directory), command);
    RealExim exim = new RealExim(directory, address + ":" + port, running);
    try {
      Loopback.awaitListening(address, port, PATIENCE);
    } catch (AssertionError e) {
      exim.close();
      throw new AssertionError("Exim did not start\n" + exim.log(), e);
    }
    return exim;
  }

  private static Map<String, String> environment(Path directory) throws Exception {
    Path users = directory.resolve("passwd");
    Path groups = directory.resolve("group");
    Files.writeString(
        users, "root:x:0:0::/:/bin/false\nDebian-exim:x:" + NOBODY + "::/nonexistent:/bin/false\n");
    Files.writeString(groups, "root:x:0:\nDebian-exim:x:65534:\n");
    return Map.of(
        "NSS_WRAPPER_PASSWD", users.toString(),
        "NSS_WRAPPER_GROUP", groups.toString(),
        "LD_PRELOAD", "libnss_wrapper.so");
  }

  private RealExim(Path directory, String place, Program running) {
    this.directory = directory;
    this.place = place;
    this.running = running;
  }

  @Override
  public String name() {
    return "Exim on " + place;
  }

  @Override
  public String log() {
    return running.output() + Program.text(directory.resolve("spool/mainlog"));
  }

  @Override
  public void close() {
    running.stop();
  }
}
