package mxping.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import mxping.check.FileContents;
import mxping.check.Tls;
import mxping.check.Tls.Identity;
import mxping.check.Tls.Mode;
import mxping.check.Tls.Verify;

/** The key {@code tls}, and the files it names, each of which is read once. Not thread-safe. */
final class TlsDecoder {
  private static final Grammar<Mode> MODE = Words.of(Mode.class);
  private static final Grammar<Verify> VERIFY = Words.of(Verify.class);
  private static final Grammar<Duration> WARNING = Durations.between("0s", "3650d");

  private final Map<Path, Parsed<PemFile>> files = new HashMap<>();
  private final Map<PemFile, Parsed<List<X509Certificate>>> certificates = new HashMap<>();
  private final Map<PemFile, Parsed<PrivateKey>> keys = new HashMap<>();

  Form<Tls> form() {
    return Form.mapping(this::tls);
  }

  /** The files that were read, whatever was in them. */
  Collection<Path> files() {
    return files.keySet();
  }

  private Tls tls(Fields fields) {
    Tls usual = Tls.DEFAULT;
    return new Tls(
        fields.take("mode", MODE).orElse(usual.mode()),
        fields.take("verify", VERIFY).orElse(usual.verify()),
        fields.take("server_name", Hosts::target),
        fields.take("ca_file", file(this::certificates)),
        identity(fields),
        fields.take("expiry_warning", WARNING).orElse(usual.expiryWarning()),
        fields.take("resume", Words.TRUE_OR_FALSE).orElse(usual.resume()));
  }

  private Optional<Identity> identity(Fields fields) {
    var chain = fields.take("cert_file", file(this::certificates));
    var key = fields.take("key_file", file(this::key));
    alone(fields, "cert_file", "key_file");
    alone(fields, "key_file", "cert_file");
    if (chain.isEmpty() || key.isEmpty()) {
      return Optional.empty();
    }
    if (!Pem.fits(key.get().contents(), chain.get().contents().getFirst())) {
      fields.problem("key_file", "does not fit the first certificate of `cert_file`");
    }
    return Optional.of(new Identity(chain.get(), key.get()));
  }

  private static void alone(Fields fields, String key, String other) {
    if (fields.mapping().has(key) && !fields.mapping().has(other)) {
      fields.problem(key, "needs a `" + other + "` beside it");
    }
  }

  private Parsed<List<X509Certificate>> certificates(PemFile file) {
    return certificates.computeIfAbsent(file, Pem::certificates);
  }

  private Parsed<PrivateKey> key(PemFile file) {
    return keys.computeIfAbsent(file, Pem::key);
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
      return files.computeIfAbsent(beside.resolveSibling(name), PemFile::read);
    } catch (InvalidPathException e) {
      return Parsed.bad("is not a path");
    }
  }
}
