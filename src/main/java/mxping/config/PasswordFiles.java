package mxping.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import mxping.sasl.PasswordFile;

/**
 * Files that hold a password. Each is read once, to see that it will do; what is in it is not kept.
 * Not thread-safe.
 */
final class PasswordFiles {
  private final Map<Path, Parsed<Path>> files = new HashMap<>();
  private final FilesRead read;

  /**
   * @param read takes note of files that cannot be used
   */
  PasswordFiles(FilesRead read) {
    this.read = read;
  }

  /** A file, named relative to the one that names it. */
  Optional<Path> file(Node node, Problems problems) {
    return Form.of(name -> usable(Path.of(node.at().file()), name)).read(node, problems);
  }

  private Parsed<Path> usable(Path beside, String name) {
    try {
      return files.computeIfAbsent(beside.resolveSibling(name), this::usable);
    } catch (InvalidPathException e) {
      return Parsed.bad("is not a path");
    }
  }

  /** A file that will do may change as it likes; one that will not is looked at until it does. */
  private Parsed<Path> usable(Path path) {
    FileStamp before = FileStamp.of(path);
    return switch (PasswordFile.read(path)) {
      case PasswordFile.Holds holds -> Parsed.good(path);
      case PasswordFile.Unusable unusable -> {
        read.add(before);
        yield Parsed.bad(unusable.why());
      }
    };
  }
}
