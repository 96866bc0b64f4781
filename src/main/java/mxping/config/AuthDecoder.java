package mxping.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import mxping.check.Auth;
import mxping.check.Auth.Mechanism;
import mxping.sasl.PasswordFile;

/**
 * The key {@code auth}. The password's file is read once, to see that it will do; what is in it is
 * not kept. Not thread-safe.
 */
final class AuthDecoder {
  /** Keys without which nobody can log in; {@code defaults} may give one and a check the other. */
  static final List<String> NEEDED = List.of("username", "password_file");

  private static final Grammar<Mechanism> MECHANISM = Words.of(Mechanism.class);

  /** What RFC 4616 2 wants every host to take. */
  private static final int MOST_OCTETS = 255;

  private final Map<Path, Parsed<Path>> files = new HashMap<>();
  private final FilesRead read;

  /**
   * @param read takes note of files that cannot be used
   */
  AuthDecoder(FilesRead read) {
    this.read = read;
  }

  Form<Auth> form() {
    return (node, problems) ->
        Form.mapping(this::auth).read(node, problems).flatMap(complete -> complete);
  }

  private Optional<Auth> auth(Fields fields) {
    Optional<String> username = fields.take("username", AuthDecoder::username);
    Optional<Path> file = fields.take("password_file", this::file);
    Mechanism mechanism = fields.take("mechanism", MECHANISM).orElse(Mechanism.AUTO);
    boolean plaintext = fields.take("allow_plaintext", Words.TRUE_OR_FALSE).orElse(false);
    fields.refuse(Set.of("password"), "is read from a file, which `password_file` names");
    return username.flatMap(name -> file.map(path -> new Auth(name, path, mechanism, plaintext)));
  }

  private static Parsed<String> username(String text) {
    if (text.isEmpty()) {
      return Parsed.bad("is no user name");
    }
    return text.getBytes(UTF_8).length > MOST_OCTETS
        ? Parsed.bad("is longer than " + MOST_OCTETS + " octets")
        : Parsed.good(text);
  }

  /** A file, named relative to the one that names it. */
  private Optional<Path> file(Node node, Problems problems) {
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
