package mxping.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Collections;
import java.util.Optional;
import mxping.check.Cluster;
import mxping.sasl.PasswordFile;

/**
 * Keystores that a configuration names, with the files of their passwords. Each is opened once, to
 * see that it will do; what is in it is not kept. Not thread-safe.
 */
final class Keystores {
  private final PasswordFiles passwords;
  private final FilesRead read;

  /**
   * @param read takes note of files that cannot be used
   */
  Keystores(FilesRead read) {
    this.read = read;
    this.passwords = new PasswordFiles(read);
  }

  Form<Cluster.Tls> form() {
    return (node, problems) ->
        Form.mapping(this::tls).read(node, problems).flatMap(complete -> complete);
  }

  private Optional<Cluster.Tls> tls(Fields fields) {
    Optional<Path> password = fields.take("password_file", passwords::file);
    Optional<Path> keystore =
        fields.take("keystore", (node, problems) -> keystore(node, password, problems));
    for (String key : new String[] {"keystore", "password_file"}) {
      if (!fields.mapping().has(key)) {
        fields.problem(key, "needs a `" + key + "`");
      }
    }
    return keystore.flatMap(store -> password.map(file -> new Cluster.Tls(store, file)));
  }

  private Optional<Path> keystore(Node node, Optional<Path> password, Problems problems) {
    return Form.of(name -> usable(Path.of(node.at().file()), name, password)).read(node, problems);
  }

  private Parsed<Path> usable(Path beside, String name, Optional<Path> password) {
    try {
      Path path = beside.resolveSibling(name);
      return password.map(file -> opened(path, file)).orElseGet(() -> Parsed.good(path));
    } catch (InvalidPathException e) {
      return Parsed.bad("is not a path");
    }
  }

  /** What is wrong with a password's file is told where it is named. */
  private Parsed<Path> opened(Path path, Path passwordFile) {
    return switch (PasswordFile.read(passwordFile)) {
      case PasswordFile.Unusable told -> Parsed.good(path);
      case PasswordFile.Holds holds -> opened(path, holds.password().text().toCharArray());
    };
  }

  private Parsed<Path> opened(Path path, char[] password) {
    FileStamp before = FileStamp.of(path);
    Parsed<Path> opened = open(path, password);
    if (opened instanceof Parsed.Bad<Path>) {
      read.add(before);
    }
    return opened;
  }

  private static Parsed<Path> open(Path path, char[] password) {
    if (!Files.isRegularFile(path)) {
      return Parsed.bad("is no file that is there");
    }
    try (InputStream in = Files.newInputStream(path)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(in, password);
      for (String alias : Collections.list(store.aliases())) {
        if (store.isKeyEntry(alias)) {
          return Parsed.good(path);
        }
      }
      return Parsed.bad("holds no key");
    } catch (IOException | GeneralSecurityException e) {
      return Parsed.bad("is no PKCS #12 keystore that opens with this password");
    }
  }
}
