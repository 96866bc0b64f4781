package mxping.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import mxping.certificates.Certificates;
import mxping.certificates.Credential;
import mxping.config.ConfigFile;
import mxping.config.Loaded;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What {@code /api/v1/config} shows of a file, and what it does not. */
class ConfigViewTest {
  @TempDir Path folder;

  private String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  private String served(String yaml) throws Exception {
    Path file = Path.of(file("checks.yaml", yaml));
    Loaded loaded = ConfigFile.load(file, Map.of(), expression -> Optional.empty());
    try (Served served = new Served()) {
      served.configuration.set(((Loaded.Valid) loaded)::configuration);
      return served.get("/api/v1/config").body();
    }
  }

  @Test
  void everyDefaultIsFilledIn() throws Exception {
    JsonNode config =
        new JsonMapper()
            .readTree(
                served(
                    """
                    probe: {gap: 90s, own_networks: [10.0.0.0/8], helo: probe.test}
                    checks:
                      - domain: example.com
                        every: 5m
                        rcpt: [{to: ann@example.com, notify: [failure]}]
                        expect: {capabilities: [DSN], within: 1500ms}
                      - {host: mail.example.com, cron: 0 0 * * * ?, timezone: UTC}
                    """));

    assertThat(config.at("/probe/gap").asString()).isEqualTo("90s");
    assertThat(config.at("/probe/invalid_recipients_per_minute").asInt()).isEqualTo(4);
    assertThat(config.at("/probe/own_networks/0").asString()).isEqualTo("10.0.0.0/8");
    JsonNode first = config.at("/checks/0");
    assertThat(first.at("/name").asString()).isEqualTo("example.com");
    assertThat(first.at("/domain").asString()).isEqualTo("example.com");
    assertThat(first.at("/every").asString()).isEqualTo("5m");
    assertThat(first.at("/cron").isNull()).isTrue();
    assertThat(first.at("/timeouts/greeting").asString()).isEqualTo("20s");
    assertThat(first.at("/until").asString()).isEqualTo("rcpt");
    assertThat(first.at("/tls/mode").asString()).isEqualTo("opportunistic");
    assertThat(first.at("/helo").asString()).isEqualTo("probe.test");
    assertThat(first.at("/rcpt/0/notify/0").asString()).isEqualTo("failure");
    assertThat(first.at("/expect/within").asString()).isEqualTo("1500ms");
    assertThat(config.at("/checks/1/cron").asString()).isEqualTo("0 0 * * * ?");
    assertThat(config.at("/checks/1/timezone").asString()).isEqualTo("UTC");
  }

  @Test
  void noSecretIsIn() throws Exception {
    Credential own = Certificates.valid("probe.test");
    file("password", "hunter2\n");
    file("cert.pem", own.chainPem());
    file("key.pem", own.keyPem());

    String config =
        served(
            """
            checks:
              - host: mail.example.com
                auth: {username: probe, password_file: password, mechanism: cram-md5}
                tls: {mode: required, cert_file: cert.pem, key_file: key.pem}
            """);

    assertThat(config)
        .contains("\"username\":\"probe\",\"password\":\"<secret>\"")
        .contains("\"mechanism\":\"cram-md5\"")
        .contains("key.pem\"")
        .doesNotContain("hunter2")
        .doesNotContain(own.keyPem().lines().skip(1).findFirst().orElseThrow());
  }

  @ParameterizedTest
  @CsvSource({"0, 0s", "500, 500ms", "90000, 90s", "60000, 1m", "7200000, 2h", "1209600000, 14d"})
  void durationsAreSpelledAsInTheFile(long millis, String text) {
    assertThat(DurationText.of(Duration.ofMillis(millis))).isEqualTo(text);
  }
}
