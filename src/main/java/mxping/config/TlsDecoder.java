package mxping.config;

import java.time.Duration;
import java.util.Optional;
import mxping.check.Tls;
import mxping.check.Tls.Identity;
import mxping.check.Tls.Mode;
import mxping.check.Tls.Verify;

/** The key {@code tls}, and the files it names. Not thread-safe. */
final class TlsDecoder {
  private static final Grammar<Mode> MODE = Words.of(Mode.class);
  private static final Grammar<Verify> VERIFY = Words.of(Verify.class);
  private static final Grammar<Duration> WARNING = Durations.between("0s", "3650d");

  private final PemFiles files;

  TlsDecoder(PemFiles files) {
    this.files = files;
  }

  Form<Tls> form() {
    return Form.mapping(this::tls);
  }

  private Tls tls(Fields fields) {
    Tls usual = Tls.DEFAULT;
    return new Tls(
        fields.take("mode", MODE).orElse(usual.mode()),
        fields.take("verify", VERIFY).orElse(usual.verify()),
        fields.take("server_name", Hosts::target),
        fields.take("ca_file", files.certificates()),
        identity(fields),
        fields.take("expiry_warning", WARNING).orElse(usual.expiryWarning()),
        fields.take("resume", Words.TRUE_OR_FALSE).orElse(usual.resume()));
  }

  private Optional<Identity> identity(Fields fields) {
    var chain = fields.take("cert_file", files.certificates());
    var key = fields.take("key_file", files.key());
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
}
