package mxping.config;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The files that a configuration was read from, in the order they were read. Not thread-safe. */
final class FilesRead {
  private final Map<Path, FileStamp> files = new LinkedHashMap<>();

  /** {@code path} is about to be read, or looked for. */
  Path reading(Path path) {
    files.computeIfAbsent(path, FileStamp::of);
    return path;
  }

  /** A file was read that was so a moment before. */
  void add(FileStamp file) {
    files.putIfAbsent(file.path(), file);
  }

  List<FileStamp> all() {
    return List.copyOf(files.values());
  }
}
