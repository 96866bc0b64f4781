package mxping.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import mxping.certificates.Certificates;
import mxping.certificates.Credential;
import mxping.check.Checks;
import mxping.check.FileContents;
import mxping.check.Tls;
import mxping.scripted.ScriptedSmtp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Mail hosts of one check that differ in their TLS. */
class TlsDisparityTest {
  private static final String ZONE =
      """
      example.test  MX  10 mx1.example.test
      example.test  MX  20 mx2.example.test
      mx1.example.test  A  127.63.1.1
      mx2.example.test  A  127.63.1.2
      """;

  private static final String HELLO =
      """
      S: 220 mx
      C: EHLO probe.test
      S: 250-mx
      S: 250 STARTTLS
      """;

  private static final String QUIT = "C: QUIT\nS: 221 bye\n";

  private static String encrypted(String version) {
    return HELLO
        + "C: STARTTLS\nS: 220 go\nS! tls "
        + version
        + "\nC: EHLO probe.test\nS: 250 mx\n"
        + QUIT;
  }

  private static Tls tls(Tls.Verify verify) {
    return new Tls(
        Tls.Mode.OPPORTUNISTIC,
        verify,
        Optional.empty(),
        Optional.of(new FileContents<>("ca.pem", "1", List.of(Certificates.ca()))),
        Optional.empty(),
        Tls.EXPIRY_WARNING,
        false);
  }

  private static List<String> aspects(
      String first, String second, Credential shown, Tls.Verify verify) {
    try (var one =
            ScriptedSmtp.on("127.63.1.1", 0)
                .showing(Certificates.valid("mx1.example.test"))
                .playing(first);
        var two = ScriptedSmtp.on("127.63.1.2", one.port()).showing(shown).playing(second)) {
      return Rounds.of(ZONE, Checks.domain("example.test").port(two.port()).tls(tls(verify)))
          .disparities()
          .stream()
          .map(d -> d.aspect().label() + " " + String.join(" / ", d.says().values()))
          .toList();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "TLSv1.3, REPORT, certificate verified / certificate_expired",
    "TLSv1.3, OFF, ''",
    "TLSv1.2, OFF, tls TLSv1.3 / TLSv1.2",
  })
  void versionAndCertificate(String version, Tls.Verify verify, String told) {
    assertThat(
            String.join(
                ", ",
                aspects(
                    encrypted("TLSv1.3"),
                    encrypted(version),
                    Certificates.expired("mx2.example.test"),
                    verify)))
        .isEqualTo(told);
  }

  @Test
  void oneThatRefusesTls() {
    String refusing = HELLO + "C: STARTTLS\nS: 454 4.7.0 no\n" + QUIT;

    assertThat(
            aspects(
                encrypted("TLSv1.3"),
                refusing,
                Certificates.valid("mx2.example.test"),
                Tls.Verify.REPORT))
        .containsExactly("capabilities  / STARTTLS", "tls TLSv1.3 / ");
  }
}
