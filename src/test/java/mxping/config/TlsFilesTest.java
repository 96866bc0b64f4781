package mxping.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import mxping.certificates.Certificates;
import mxping.certificates.Credential;
import mxping.check.Check;
import mxping.check.Tls;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The files that {@code tls} names, beside the file that names them. */
class TlsFilesTest {
  @TempDir Path folder;

  private final Credential own = Certificates.valid("probe.test");

  private Loading loading() {
    return Loading.in(folder)
        .file("ca.pem", "An authority.\n" + Certificates.caPem() + own.chainPem())
        .file("cert.pem", own.chainPem())
        .file("key.pem", own.keyPem())
        .file("other-key.pem", Certificates.valid("other.test").keyPem())
        .file("both.pem", own.keyPem() + own.chainPem())
        .file("empty.pem", "")
        .file("text.pem", "no PEM at all\n")
        .file("cut.pem", own.chainPem().substring(0, 200))
        .file("base64.pem", own.chainPem().replace("MII", "=!="))
        .file("broken.pem", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n")
        .file("broken-key.pem", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n")
        .file("rsa.pem", "-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----\n")
        .file("ec.pem", "-----BEGIN EC PRIVATE KEY-----\nAAAA\n-----END EC PRIVATE KEY-----\n")
        .file(
            "locked.pem",
            "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n");
  }

  private static String checks(String tls) {
    return "checks:\n  - domain: a.example\n    tls: {" + tls + "}\n";
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ca_file: nothing.pem | 3:20: checks[0].tls.ca_file: `nothing.pem` is no file that is there
          ca_file: empty.pem   | 3:20: checks[0].tls.ca_file: `empty.pem` is an empty file
          ca_file: text.pem    | 3:20: checks[0].tls.ca_file: `text.pem` is no PEM file: there is no -----BEGIN line with an -----END to it
          ca_file: cut.pem     | 3:20: checks[0].tls.ca_file: `cut.pem` is no PEM file: there is no -----BEGIN line with an -----END to it
          ca_file: base64.pem  | 3:20: checks[0].tls.ca_file: `base64.pem` is broken: the text of a CERTIFICATE is not Base64
          ca_file: broken.pem  | 3:20: checks[0].tls.ca_file: `broken.pem` is broken: what stands in a CERTIFICATE is none
          ca_file: key.pem     | 3:20: checks[0].tls.ca_file: `key.pem` holds no certificate: there is no BEGIN CERTIFICATE line
          ca_file: .           | 3:20: checks[0].tls.ca_file: `.` is a directory, not a file
          cert_file: cert.pem  | 3:11: checks[0].tls.cert_file: needs a `key_file` beside it
          key_file: key.pem    | 3:11: checks[0].tls.key_file: needs a `cert_file` beside it
          cert_file: cert.pem, key_file: other-key.pem | 3:32: checks[0].tls.key_file: does not fit the first certificate of `cert_file`
          cert_file: cert.pem, key_file: cert.pem | 3:42: checks[0].tls.key_file: `cert.pem` holds no private key: there is no BEGIN PRIVATE KEY line
          cert_file: cert.pem, key_file: broken-key.pem | 3:42: checks[0].tls.key_file: `broken-key.pem` holds a private key that is none of RSA, EC or EdDSA
          cert_file: cert.pem, key_file: rsa.pem | 3:42: checks[0].tls.key_file: `rsa.pem` holds an old form of key; convert it: openssl pkcs8 -topk8 -nocrypt -in rsa.pem -out new.pem
          cert_file: cert.pem, key_file: ec.pem | 3:42: checks[0].tls.key_file: `ec.pem` holds an old form of key; convert it: openssl pkcs8 -topk8 -nocrypt -in ec.pem -out new.pem
          cert_file: cert.pem, key_file: locked.pem | 3:42: checks[0].tls.key_file: `locked.pem` holds a key under a passphrase; take it off: openssl pkcs8 -topk8 -nocrypt -in locked.pem -out new.pem
          """)
  void aFileThatCannotBeUsedIsAProblemOfItsKey(String tls, String problem) {
    assertThat(loading().problems(checks(tls))).containsExactly("checks.yaml:" + problem);
  }

  @Test
  void allOfItIsRead() {
    Tls tls =
        loading()
            .check(
                checks(
                    "mode: required, verify: require, server_name: MX.example.com, ca_file: ca.pem,"
                        + " cert_file: both.pem, key_file: both.pem, expiry_warning: 30d,"
                        + " resume: true"))
            .tls();

    assertThat(tls.mode()).isEqualTo(Tls.Mode.REQUIRED);
    assertThat(tls.verify()).isEqualTo(Tls.Verify.REQUIRE);
    assertThat(tls.serverName()).contains("mx.example.com");
    assertThat(tls.trusted().orElseThrow().contents())
        .containsExactly(Certificates.ca(), own.leaf());
    assertThat(tls.identity().orElseThrow().chain().contents()).isEqualTo(own.chain());
    assertThat(tls.identity().orElseThrow().key().contents()).isEqualTo(own.key());
    assertThat(tls.expiryWarning()).isEqualTo(Duration.ofDays(30));
    assertThat(tls.resume()).isTrue();
    assertThat(tls.toString()).doesNotContain(own.key().toString()).contains("both.pem");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          domain: a.example                                   | OPPORTUNISTIC | 25
          {domain: a.example, tls: {mode: implicit}}           | IMPLICIT      | 465
          {domain: a.example, port: 26, tls: {mode: implicit}} | IMPLICIT      | 26
          {domain: a.example, tls: {mode: off}}                | OFF           | 25
          self: true                                           | OFF           | 25
          """)
  void modeAndPort(String check, Tls.Mode mode, int port) {
    Check read = loading().check("checks:\n  - " + check + "\n");

    assertThat(read.tls()).isEqualTo(Tls.of(mode));
    assertThat(read.port()).isEqualTo(port);
  }

  @Test
  void anExchangedFileMakesAnotherCheck() {
    String yaml = checks("ca_file: ca.pem, cert_file: cert.pem, key_file: key.pem");
    Check before = loading().check(yaml);

    assertThat(loading().check(yaml)).isEqualTo(before).hasSameHashCodeAs(before);
    Loading rotated = loading().file("ca.pem", Certificates.caPem());
    assertThat(rotated.check(yaml)).isNotEqualTo(before);
    Credential renewed = Certificates.valid("renewed.test");
    assertThat(
            loading()
                .file("cert.pem", renewed.chainPem())
                .file("key.pem", renewed.keyPem())
                .check(yaml))
        .isNotEqualTo(before);
  }

  @Test
  void theFilesAreAmongThoseOfTheConfiguration() {
    Loaded.Valid loaded = (Loaded.Valid) loading().load(checks("ca_file: ca.pem"));

    assertThat(loaded.files()).extracting(FileStamp::path).contains(folder.resolve("ca.pem"));
    assertThat(loaded.configuration().checks().getFirst().tls().identity())
        .isEqualTo(Optional.empty());
  }
}
