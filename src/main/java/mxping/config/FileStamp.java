package mxping.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Optional;

/**
 * A file or folder as it was a moment before it was read. A file that is written, exchanged by a
 * rename, or reached through a symbolic link that leads elsewhere now, is not the same any more;
 * nor is a folder in which a name came or went. What is in it is not looked at.
 *
 * @param path as the configuration names it
 * @param seen empty where there was nothing to be read
 */
public record FileStamp(Path path, Optional<Seen> seen) {

  /**
   * What tells two states of a file apart.
   *
   * @param real where its links led
   * @param key device and inode, where the system tells them
   */
  public record Seen(
      Path real, Optional<Object> key, FileTime modified, long octets, boolean readable) {}

  /** The file as it is now. Blocks on the disk. */
  public static FileStamp of(Path path) {
    try {
      Path real = path.toRealPath();
      BasicFileAttributes now =
          Files.readAttributes(real, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      return new FileStamp(
          path,
          Optional.of(
              new Seen(
                  real,
                  Optional.ofNullable(now.fileKey()),
                  now.lastModifiedTime(),
                  now.size(),
                  Files.isReadable(real))));
    } catch (IOException e) {
      return new FileStamp(path, Optional.empty());
    }
  }

  /** The same file as it is now. Blocks on the disk. */
  public FileStamp now() {
    return of(path);
  }
}
