package mxping.probe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import mxping.certificates.Certificates;
import mxping.check.Auth;
import mxping.check.Auth.Mechanism;
import mxping.check.Checks;
import mxping.check.Tls;
import mxping.check.Tls.Mode;
import mxping.scripted.ScriptedSmtp;
import mxping.scripted.Submission;

/** Scripts of hosts to log in to, and checks that log in as {@code ann}. */
final class AuthStory {
  static final String PASSWORD = "correct horse";

  /** Up to what AUTH is asked, of a host that offers these mechanisms in TLS only. */
  static String offering(String lines) {
    return TlsStory.STARTTLS.replace("S: 250-AUTH PLAIN\n", "")
        + "S! tls\nC: EHLO probe.test\nS: 250-mx.test\n"
        + lines
        + "\n";
  }

  static final String PLAIN = offering("S: 250 AUTH PLAIN LOGIN");

  private AuthStory() {}

  static Auth auth(Path folder, Mechanism mechanism, boolean allowPlaintext) {
    Path file = folder.resolve("password");
    try {
      if (!Files.exists(file)) {
        Files.writeString(file, PASSWORD + "\n");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Auth("ann", file, mechanism, allowPlaintext);
  }

  /** A check that logs in, in TLS. */
  static Checks check(Path folder, Mechanism mechanism) {
    return Story.check().tls(TlsStory.tls(Mode.REQUIRED)).auth(auth(folder, mechanism, false));
  }

  /** The same in the clear. */
  static Checks inTheClear(Path folder, Mechanism mechanism) {
    return Story.check().tls(Tls.OFF).auth(auth(folder, mechanism, true));
  }

  /** A probe of a host where {@code ann} can log in with this password. */
  static Story of(Submission host, Checks check) {
    try (var mx = ScriptedSmtp.showing(Certificates.valid("mx.test")).following(() -> host)) {
      return Story.of(mx, check);
    }
  }
}
