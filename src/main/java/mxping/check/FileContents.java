package mxping.check;

/**
 * What a file held when the configuration was read. Two are equal that have the same path and the
 * same digest, so that a file whose contents were exchanged makes another check. What is in it, a
 * private key perhaps, is never shown.
 *
 * @param <T> what the file was read as; immutable
 */
public final class FileContents<T> {
  private final String path;
  private final String digest;
  private final T contents;

  /**
   * Contents of the file at {@code path}.
   *
   * @param digest of the file's octets, by which contents are told apart
   */
  public FileContents(String path, String digest, T contents) {
    this.path = path;
    this.digest = digest;
    this.contents = contents;
  }

  public String path() {
    return path;
  }

  public T contents() {
    return contents;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FileContents<?> file
        && path.equals(file.path)
        && digest.equals(file.digest);
  }

  @Override
  public int hashCode() {
    return 31 * path.hashCode() + digest.hashCode();
  }

  @Override
  public String toString() {
    return path;
  }
}
