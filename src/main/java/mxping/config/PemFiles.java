package mxping.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import mxping.check.FileContents;

/**
 * Certificates and keys in the files that a configuration names, each of which is read once. Not
 * thread-safe.
 */
final class PemFiles {
  private final FilesRead read;
  private final Map<Path, Parsed<PemFile>> files = new HashMap<>();
  private final Map<PemFile, Parsed<List<X509Certificate>>> certificates = new HashMap<>();
  private final Map<PemFile, Parsed<PrivateKey>> keys = new HashMap<>();

  /**
   * @param read takes note of the files
   */
  PemFiles(FilesRead read) {
    this.read = read;
  }

  /** The name of a file of one certificate or more. */
  Form<FileContents<List<X509Certificate>>> certificates() {
    return file(pem -> certificates.computeIfAbsent(pem, Pem::certificates));
  }

  /** The name of a file with a private key. */
  Form<FileContents<PrivateKey>> key() {
    return file(pem -> keys.computeIfAbsent(pem, Pem::key));
  }

  /** A file, named relative to the one that names it. */
  private <T> Form<FileContents<T>> file(Function<PemFile, Parsed<T>> contents) {
    return (node, problems) ->
        Form.of(name -> read(Path.of(node.at().file()), name, contents)).read(node, problems);
  }

  private <T> Parsed<FileContents<T>> read(
      Path beside, String name, Function<PemFile, Parsed<T>> contents) {
    return file(beside, name)
        .then(
            file ->
                contents
                    .apply(file)
                    .map(what -> new FileContents<>(file.path().toString(), file.digest(), what)));
  }

  private Parsed<PemFile> file(Path beside, String name) {
    try {
      return files.computeIfAbsent(
          beside.resolveSibling(name), path -> PemFile.read(read.reading(path)));
    } catch (InvalidPathException e) {
      return Parsed.bad("is not a path");
    }
  }
}
