package mxping.real;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import mxping.real.RealPostfix.Front;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * What a test runs: mail hosts, a name server, agents. All of it has ended after the test; where
 * the test failed, the logs are printed before.
 */
final class Rig implements BeforeEachCallback, AfterEachCallback {
  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private @Nullable Path root;
  private int directories;

  @Override
  public void beforeEach(ExtensionContext context) throws IOException {
    root = Files.createTempDirectory("mxping-real-");
    Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** An empty directory that every user can reach. */
  Path directory() throws IOException {
    return Files.createDirectory(Objects.requireNonNull(root).resolve("part-" + ++directories));
  }

  /** A Postfix at this address, with these lines in its main.cf. */
  RealPostfix postfix(String address, int port, String mainCf) throws Exception {
    return keep(
        RealPostfix.start(
            directory(), new RealPostfix.Listener(address, port, Front.SMTPD), mainCf));
  }

  /** A Postfix behind its postscreen. */
  RealPostfix postscreen(String address, int port, String mainCf) throws Exception {
    return keep(
        RealPostfix.start(
            directory(), new RealPostfix.Listener(address, port, Front.POSTSCREEN), mainCf));
  }

  RealExim exim(String address, int port) throws Exception {
    return keep(RealExim.start(directory(), address, port));
  }

  /** A name server for the zone {@code test}. */
  RealKnot knot(String zone) throws Exception {
    return keep(RealKnot.start(directory(), zone));
  }

  /** An agent with this checks.yaml, and what that takes from the environment. */
  RealAgent agent(String checks, Map<String, ?> environment, String... flags) throws Exception {
    return keep(RealAgent.start(directory(), checks, texts(environment), flags));
  }

  private static Map<String, String> texts(Map<String, ?> values) {
    Map<String, String> texts = new HashMap<>();
    values.forEach((key, value) -> texts.put(key, value.toString()));
    return texts;
  }

  /** Sees to it that this is closed after the test. */
  <T extends AutoCloseable> T keep(T part) {
    parts.push(part);
    return part;
  }

  @Override
  public void afterEach(ExtensionContext context) throws Exception {
    Throwable broken = context.getExecutionException().orElse(null);
    if (broken != null) {
      parts.forEach(Rig::show);
    }
    Throwable unclosed = null;
    while (!parts.isEmpty()) {
      try {
        parts.pop().close();
      } catch (Exception | AssertionError e) {
        unclosed = e;
      }
    }
    delete(Objects.requireNonNull(root));
    if (unclosed != null && broken == null) {
      throw new AssertionError(unclosed.getMessage(), unclosed);
    }
  }

  private static void show(AutoCloseable one) {
    if (one instanceof Part part) {
      System.out.println("=== " + part.name() + "\n" + part.log());
    }
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
