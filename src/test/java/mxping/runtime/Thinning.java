package mxping.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Tells jlink what to leave out of modules of which an agent needs a part only: Quartz names a
 * class of {@code java.beans}, which comes with all windows and pictures, and {@code java.sql}
 * wants XML, which comes with stylesheets. A module has to keep all its packages, so one class of
 * each stays, the smallest.
 */
public final class Thinning {
  private static final Path MODULES =
      FileSystems.getFileSystem(URI.create("jrt:/")).getPath("/modules");

  /** Folders of modules, by the names they have in a runtime. */
  private static final Pattern NOT_NEEDED =
      Pattern.compile(
          "/java.desktop/(?!java/beans|com/sun/beans).+"
              + "|/java.xml/com/sun/org/apache/(xalan|bcel|xpath)/.+");

  private Thinning() {}

  /** Writes the patterns of {@code --exclude-resources} to the file that is the one argument. */
  public static void main(String[] args) throws IOException {
    try (Stream<Path> found = Files.walk(MODULES)) {
      Stream<Path> folders = found.filter(Files::isDirectory).sorted();
      Files.write(Path.of(args[0]), folders.flatMap(Thinning::pattern).toList());
    }
  }

  private static Stream<String> pattern(Path folder) {
    String name = "/" + MODULES.relativize(folder);
    return Stream.of(name)
        .filter(NOT_NEEDED.asMatchPredicate())
        .flatMap(unneeded -> smallest(folder).stream())
        .map(kept -> "regex:%s/(?!%s$)[^/]+".formatted(name, Pattern.quote("" + kept)));
  }

  private static Optional<Path> smallest(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(Files::isRegularFile)
          .min(Comparator.comparingLong(Thinning::octets).thenComparing(Comparator.naturalOrder()))
          .map(Path::getFileName);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long octets(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
