package mxping.real;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/**
 * What {@code mvn -Pdist package} made.
 *
 * @param home its folder
 */
record Distribution(Path home) {
  private static final Path BUILT = Path.of("target/mxping").toAbsolutePath();
  private static final Path CLASSES = Path.of("target/classes");

  /**
   * The one that was built, where there is one.
   *
   * @throws IllegalStateException where it is not of the classes that are tested
   */
  static Optional<Distribution> built() {
    Distribution built = new Distribution(BUILT);
    if (!Files.exists(built.launcher())) {
      return Optional.empty();
    }
    if (!built.isOf(CLASSES)) {
      throw new IllegalStateException(
          BUILT + " is older than the classes: build it again, or remove it");
    }
    return Optional.of(built);
  }

  Path launcher() {
    return home.resolve("bin/mxping");
  }

  Path jar() {
    return one("mxping-", ".jar");
  }

  Path cache() {
    return one("mxping-", ".aot");
  }

  private Path one(String start, String end) {
    try (Stream<Path> files = Files.list(home.resolve("lib"))) {
      List<Path> found =
          files
              .filter(file -> file.getFileName().toString().startsWith(start))
              .filter(file -> file.toString().endsWith(end))
              .toList();
      if (found.size() != 1) {
        throw new IllegalStateException("not one " + start + "*" + end + " but " + found);
      }
      return found.getFirst();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean isOf(Path classes) {
    try (JarFile jar = new JarFile(jar().toFile());
        Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        ZipEntry entry = jar.getEntry(classes.relativize(file).toString());
        if (entry == null || !Arrays.equals(octets(jar, entry), Files.readAllBytes(file))) {
          return false;
        }
      }
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] octets(JarFile jar, ZipEntry entry) throws IOException {
    try (InputStream in = jar.getInputStream(entry)) {
      return in.readAllBytes();
    }
  }
}
