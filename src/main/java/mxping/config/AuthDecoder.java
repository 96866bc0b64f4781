package mxping.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import mxping.check.Auth;
import mxping.check.Auth.Mechanism;

/** The key {@code auth}. Not thread-safe. */
final class AuthDecoder {
  /** Keys without which nobody can log in; {@code defaults} may give one and a check the other. */
  static final List<String> NEEDED = List.of("username", "password_file");

  private static final Grammar<Mechanism> MECHANISM = Words.of(Mechanism.class);

  /** What RFC 4616 2 wants every host to take. */
  private static final int MOST_OCTETS = 255;

  private final PasswordFiles files;

  /**
   * @param read takes note of files that cannot be used
   */
  AuthDecoder(FilesRead read) {
    this.files = new PasswordFiles(read);
  }

  Form<Auth> form() {
    return (node, problems) ->
        Form.mapping(this::auth).read(node, problems).flatMap(complete -> complete);
  }

  private Optional<Auth> auth(Fields fields) {
    Optional<String> username = fields.take("username", AuthDecoder::username);
    Optional<Path> file = fields.take("password_file", files::file);
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
}
