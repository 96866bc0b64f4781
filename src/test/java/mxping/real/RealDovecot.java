package mxping.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A Dovecot that tells mail hosts who may log in: {@code ann}, with a password. Needs root. */
final class RealDovecot implements Part {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Path directory;
  private final Program running;

  /**
   * Starts one.
   *
   * @param directory an empty one that every user can reach
   */
  static RealDovecot start(Path directory, String password) throws Exception {
    Path configuration = directory.resolve("dovecot.conf");
    Map<String, ?> values = Map.of("directory", directory);
    Files.writeString(configuration, new Template("dovecot.conf").filled(values));
    write(directory, password);
    List<String> command = List.of("dovecot", "-F", "-c", configuration.toString());
    Program running = Program.start(directory, "dovecot", Map.of(), command);
    RealDovecot dovecot = new RealDovecot(directory, running);
    try {
      Eventually.within(PATIENCE, () -> assertThat(dovecot.socket()).exists());
    } catch (AssertionError e) {
      dovecot.close();
      throw new AssertionError("Dovecot did not start\n" + dovecot.log(), e);
    }
    return dovecot;
  }

  private RealDovecot(Path directory, Program running) {
    this.directory = directory;
    this.running = running;
  }

  /** What {@code smtpd_sasl_path} is set to. */
  Path socket() {
    return directory.resolve("auth");
  }

  /** From now on {@code ann} has another password. */
  void rotate(String password) throws IOException {
    write(directory, password);
  }

  private static void write(Path directory, String password) throws IOException {
    Path next = Files.writeString(directory.resolve("next"), "ann:{PLAIN}" + password + "\n");
    Files.move(
        next,
        directory.resolve("users"),
        StandardCopyOption.REPLACE_EXISTING,
        StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public String name() {
    return "Dovecot in " + directory;
  }

  @Override
  public String log() {
    return running.output() + Program.text(directory.resolve("dovecot.log"));
  }

  @Override
  public void close() {
    running.stop();
  }
}
