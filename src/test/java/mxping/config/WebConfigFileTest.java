package mxping.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import mxping.certificates.Certificates;
import mxping.certificates.Credential;
import mxping.config.ServerTls.Clients;
import mxping.config.ServerTls.Version;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code --web.config.file}: what it means, and what is said of a bad one. */
class WebConfigFileTest {
  private static final String SUITE = "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256";
  private static final TlsAbilities JVM = new TlsAbilities(Set.of(SUITE));
  private static final String HASH = "$2y$10$X0h1gDsPszWURQaxFh.zoubFi6DXncSjhoQNJgRrnGs7EsimhC7zG";
  private static final String TLS = "tls_server_config: {cert_file: cert.pem, key_file: key.pem";

  @TempDir Path folder;

  @BeforeEach
  void certificates() throws IOException {
    Credential own = Certificates.valid("agent.test");
    Files.writeString(folder.resolve("cert.pem"), own.chainPem());
    Files.writeString(folder.resolve("key.pem"), own.keyPem());
    Files.writeString(folder.resolve("ca.pem"), Certificates.caPem());
    Files.writeString(folder.resolve("other.pem"), Certificates.valid("other.test").keyPem());
  }

  private WebLoaded load(String text) throws IOException {
    return WebConfigFile.load(Files.writeString(folder.resolve("web.yaml"), text), JVM);
  }

  private WebConfig valid(String text) throws IOException {
    return switch (load(text)) {
      case WebLoaded.Valid valid -> valid.config();
      case WebLoaded.Invalid invalid -> throw new AssertionError(invalid.problems());
    };
  }

  private List<String> problems(String text) throws IOException {
    return load(text) instanceof WebLoaded.Invalid invalid
        ? invalid.problems().stream().map(p -> p.toString().replace(folder + "/", "")).toList()
        : List.of();
  }

  @Test
  void allOfIt() throws IOException {
    WebConfig config =
        valid(
            TLS
                + """
                , client_ca_file: ca.pem, client_auth_type: RequireAndVerifyClientCert,
                  client_allowed_sans: [prom.test], min_version: TLS13, max_version: TLS13,
                  cipher_suites: [%s], prefer_server_cipher_suites: false,
                  curve_preferences: [X25519, CurveP256]}
                http_server_config:
                  http2: false
                  headers: {X-Frame-Options: deny, X-XSS-Protection: ""}
                basic_auth_users: {ann: %s}
                rate_limit: {interval: 100ms, burst: 20}
                """
                    .formatted(SUITE, HASH));

    ServerTls tls = config.tls().orElseThrow();
    assertThat(tls.chain().contents()).isEqualTo(Certificates.valid("agent.test").chain());
    assertThat(tls.clients()).isEqualTo(Clients.REQUIRE_AND_VERIFY_CLIENT_CERT);
    assertThat(tls.clientAuthorities().orElseThrow().contents()).containsExactly(Certificates.ca());
    assertThat(tls.clientNames()).containsExactly("prom.test");
    assertThat(tls.versions()).containsExactly(Version.TLS13);
    assertThat(tls.cipherSuites()).containsExactly(SUITE);
    assertThat(tls.ownOrder()).isFalse();
    assertThat(tls.curves()).containsExactly("x25519", "secp256r1");
    assertThat(config.headers()).isEqualTo(Map.of("X-Frame-Options", "deny"));
    assertThat(config.users()).isEqualTo(Map.of("ann", HASH));
    assertThat(config.rate()).contains(new WebConfig.Rate(Duration.ofMillis(100), 20));
    assertThat(config.toString()).doesNotContain(HASH);
  }

  @Test
  void whatIsNotSaidIsNotThere() throws IOException {
    assertThat(valid("")).isEqualTo(WebConfig.NONE);
    assertThat(valid("tls_server_config: {}\nbasic_auth_users: {}\n")).isEqualTo(WebConfig.NONE);
    assertThat(valid("rate_limit: {interval: 0s, burst: 0}")).isEqualTo(WebConfig.NONE);
    ServerTls tls = valid(TLS + "}").tls().orElseThrow();
    assertThat(tls.clients()).isEqualTo(Clients.NO_CLIENT_CERT);
    assertThat(tls.versions()).containsExactly(Version.TLS12, Version.TLS13);
    assertThat(tls.ownOrder()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "NoClientCert,               NO_CLIENT_CERT",
    "RequestClientCert,          REQUEST_CLIENT_CERT",
    "RequireAnyClientCert,       REQUIRE_ANY_CLIENT_CERT",
    "RequireClientCert,          REQUIRE_ANY_CLIENT_CERT",
    "VerifyClientCertIfGiven,    VERIFY_CLIENT_CERT_IF_GIVEN",
    "RequireAndVerifyClientCert, REQUIRE_AND_VERIFY_CLIENT_CERT",
  })
  void theWordsOfGoForClients(String word, Clients meaning) throws IOException {
    String ca = meaning == Clients.NO_CLIENT_CERT ? "" : ", client_ca_file: ca.pem";
    assertThat(valid(TLS + ca + ", client_auth_type: " + word + "}").tls().orElseThrow().clients())
        .isEqualTo(meaning);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          tls_server_confg: {} | 1:1: tls_server_confg: unknown key; did you mean `tls_server_config`?
          [] | 1:1: must be a mapping (key: value), not a list
          http_server_config: {http2: true} | 1:22: http_server_config.http2: is not supported: HTTP/1.1 is spoken; say false or leave it out
          http_server_config: {headers: {Server: x}} | 1:32: http_server_config.headers.Server: unknown key; known are *
          http_server_config: {headers: {X-Frame-Options: no}} | 1:49: http_server_config.headers.X-Frame-Options: `no` is not one of deny, sameorigin
          basic_auth_users: [ann] | 1:19: basic_auth_users: must be a mapping (user: hash), not a list
          basic_auth_users: {ann: secret} | 1:20: basic_auth_users.ann: is no bcrypt hash; make one with `htpasswd *
          basic_auth_users: {ann: $2y$18$X0h1gDsPszWURQaxFh.zoubFi6DXncSjhoQNJgRrnGs7EsimhC7zG} | 1:20: basic_auth_users.ann: has a bcrypt cost of 18; 4 to 14 are taken, for each step doubles the time
          rate_limit: {interval: 1s} | 1:13: rate_limit: needs a `burst` of at least 1, or no request would ever be answered
          tls_server_config: {cert_file: cert.pem} | 1:20: tls_server_config: TLS needs a `key_file`
          tls_server_config: {cert_file: cert.pem, key_file: other.pem} | 1:42: tls_server_config.key_file: does not fit the first certificate of `cert_file`
          tls_server_config: {cert_file: gone.pem, key_file: key.pem} | 1:32: tls_server_config.cert_file: `gone.pem` is no file that is there
          tls_server_config: {cert_file: cert.pem, key_file: key.pem, key: x} | 1:61: tls_server_config.key: is not supported; name a file with `cert_file`, `key_file` or `client_ca_file`
          tls_server_config: {cert_file: cert.pem, key_file: key.pem, client_auth_type: Always} | 1:79: tls_server_config.client_auth_type: `Always` is not one of NoClientCert, RequestClientCert, RequireAnyClientCert, VerifyClientCertIfGiven, RequireAndVerifyClientCert
          tls_server_config: {cert_file: cert.pem, key_file: key.pem, client_auth_type: RequireAndVerifyClientCert} | 1:61: tls_server_config.client_auth_type: needs a `client_ca_file`, or anybody's certificate would do
          tls_server_config: {cert_file: cert.pem, key_file: key.pem, client_ca_file: ca.pem} | 1:61: tls_server_config.client_ca_file: means nothing without a `client_auth_type`
          tls_server_config: {cert_file: cert.pem, key_file: key.pem, client_allowed_sans: [a]} | 1:61: tls_server_config.client_allowed_sans: needs `client_auth_type: RequireAndVerifyClientCert` (or RequireAnyClientCert)
          tls_server_config: {cert_file: cert.pem, key_file: key.pem, max_version: TLS11} | 1:74: tls_server_config.max_version: `TLS11` is a version that the JDK does not speak any more
          tls_server_config: {cert_file: cert.pem, key_file: key.pem, min_version: TLS13, max_version: TLS12} | 1:81: tls_server_config.max_version: is lower than `min_version`
          tls_server_config: {cert_file: cert.pem, key_file: key.pem, min_version: SSL3} | 1:74: tls_server_config.min_version: `SSL3` is not one of TLS12, TLS13
          tls_server_config: {cert_file: cert.pem, key_file: key.pem, cipher_suites: [TLS_RSA]} | 1:77: tls_server_config.cipher_suites[0]: `TLS_RSA` is no cipher suite of TLS 1.2 that this JVM uses
          tls_server_config: {cert_file: cert.pem, key_file: key.pem, curve_preferences: [P1]} | 1:81: tls_server_config.curve_preferences[0]: `P1` is not one of CurveP256, CurveP384, CurveP521, X25519
          """)
  void eachMistakeIsTold(String text, String problem) throws IOException {
    String expected = "web.yaml:" + problem;
    assertThat(problems(text))
        .singleElement()
        .asString()
        .satisfies(
            told ->
                assertThat(told)
                    .startsWith(expected.replaceAll("\\*$", ""))
                    .hasSizeGreaterThanOrEqualTo(expected.endsWith("*") ? 0 : expected.length())
                    .matches(
                        whole -> expected.endsWith("*") || whole.equals(expected),
                        "to the letter"));
  }

  @Test
  void aHashIsNeverQuoted() throws IOException {
    String broken = HASH.substring(0, 40);
    assertThat(problems("basic_auth_users: {ann: %s}".formatted(broken)).toString())
        .contains("is no bcrypt hash")
        .doesNotContain(broken);
  }

  @Test
  void theFilesThatItNamesAreAmongItsFiles() throws IOException {
    assertThat(load(TLS + "}").files())
        .extracting(FileStamp::path)
        .containsExactly(
            folder.resolve("web.yaml"), folder.resolve("cert.pem"), folder.resolve("key.pem"));
    assertThat(WebConfigFile.load(folder.resolve("gone.yaml"), JVM).files())
        .containsExactly(new FileStamp(folder.resolve("gone.yaml"), Optional.empty()));
  }
}
