package mxping.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/**
 * The files that an entry of {@code include} means. It is a path or a glob of {@code * ? [a-z]
 * {a,b}} within names, relative to the folder of the including file. A glob may match nothing, and
 * does not match names that begin with a dot unless it begins with one itself. Blocks on the disk.
 */
final class Includes {
  static final Form<Entry> ENTRY =
      (node, problems) ->
          Form.of(Grammar.TEXT).read(node, problems).map(text -> new Entry(node.at(), text));

  private Includes() {}

  /** One entry, and where it stands. */
  record Entry(Place at, String pattern) {

    /** The files it means, by name. */
    List<Path> files(Path including, FilesRead read, Problems problems) {
      try {
        if (pattern.isEmpty() || pattern.contains("**")) {
          problems.add(at, pattern.isEmpty() ? "is empty" : "`**` is not understood");
          return List.of();
        }
        return isGlob(pattern) ? glob(including, read) : path(including, read, problems);
      } catch (InvalidPathException | PatternSyntaxException e) {
        problems.add(at, "is neither a path nor a glob");
      } catch (UncheckedIOException | IOException e) {
        problems.add(at, "a folder of it cannot be read");
      }
      return List.of();
    }

    private List<Path> path(Path including, FilesRead read, Problems problems) {
      Path file = read.reading(including.resolveSibling(pattern));
      if (!Files.exists(file)) {
        problems.add(at, "no such file");
        return List.of();
      }
      return List.of(file);
    }

    private List<Path> glob(Path including, FilesRead read) throws IOException {
      List<Path> found = List.of(including.resolveSibling(pattern.startsWith("/") ? "/" : ""));
      for (String name : pattern.split("/", -1)) {
        var next = new ArrayList<Path>();
        for (Path folder : found) {
          next.addAll(name.isEmpty() ? List.of(folder) : step(folder, name, read));
        }
        found = next;
      }
      return found.stream().filter(Files::isRegularFile).toList();
    }
  }

  private static boolean isGlob(String text) {
    return text.chars().anyMatch(c -> "*?[{".indexOf(c) >= 0);
  }

  private static List<Path> step(Path folder, String name, FilesRead read) throws IOException {
    if (!isGlob(name)) {
      return List.of(folder.resolve(name));
    }
    PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + name);
    try (Stream<Path> entries = Files.list(read.reading(folder))) {
      return entries
          .filter(entry -> matcher.matches(entry.getFileName()))
          .filter(entry -> name.startsWith(".") || !entry.getFileName().toString().startsWith("."))
          .sorted()
          .toList();
    } catch (NoSuchFileException | NotDirectoryException e) {
      return List.of();
    }
  }
}
