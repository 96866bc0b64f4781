package mxping.probe;

import java.util.List;
import java.util.Optional;
import mxping.certificates.Certificates;
import mxping.certificates.Credential;
import mxping.check.Checks;
import mxping.check.FileContents;
import mxping.check.Tls;
import mxping.check.Tls.Mode;
import mxping.check.Tls.Verify;
import mxping.scripted.ScriptedSmtp;
import mxping.smtp.TlsFacts;

/** Scripts of hosts that speak TLS, and checks that want it. */
final class TlsStory {

  /** Up to the reply to STARTTLS. */
  static final String STARTTLS =
      """
      S: 220 mx.test ESMTP
      C: EHLO probe.test
      S: 250-mx.test
      S: 250-AUTH PLAIN
      S: 250 STARTTLS
      C: STARTTLS
      S: 220 go
      """;

  static final String HELLO_AGAIN =
      """
      C: EHLO probe.test
      S: 250-mx.test
      S: 250 DSN
      """;

  static final String QUIT = "C: QUIT\nS: 221 bye\n";

  /** A whole dialogue without recipients. */
  static final String GOOD = STARTTLS + "S! tls\n" + HELLO_AGAIN + QUIT;

  /** One whose certificate the check does not take. */
  static final String REFUSED = STARTTLS + "S! tls\n" + QUIT;

  private TlsStory() {}

  /** What a check wants that trusts the tests' CA. */
  static Tls tls(Mode mode, Verify verify) {
    return tls(mode, verify, Optional.empty(), Optional.empty(), false);
  }

  static Tls tls(Mode mode) {
    return tls(mode, Verify.REPORT);
  }

  static Tls tls(
      Mode mode,
      Verify verify,
      Optional<String> serverName,
      Optional<Credential> identity,
      boolean resume) {
    return new Tls(
        mode,
        verify,
        serverName,
        Optional.of(new FileContents<>("ca.pem", "1", List.of(Certificates.ca()))),
        identity.map(TlsStory::identity),
        Tls.EXPIRY_WARNING,
        resume);
  }

  private static Tls.Identity identity(Credential credential) {
    String digest = credential.leaf().getSerialNumber().toString();
    return new Tls.Identity(
        new FileContents<>("cert.pem", digest, credential.chain()),
        new FileContents<>("key.pem", digest, credential.key()));
  }

  /** Plays {@code script}, showing {@code credential}, to a probe of {@code check}. */
  static Story of(Credential credential, String script, Checks check) {
    try (var mx = ScriptedSmtp.showing(credential).playing(script)) {
      return Story.of(mx, check);
    }
  }

  static Story of(String script, Checks check) {
    return of(Certificates.valid("mx.test"), script, check);
  }

  static TlsResult result(Story story) {
    return story.result().tls().orElseThrow();
  }

  static TlsFacts facts(Story story) {
    return result(story).facts();
  }
}
