package mxping.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import mxping.check.Cadence;
import mxping.check.Check;
import mxping.check.Dns;
import mxping.check.Recipient;
import mxping.check.Timeouts;
import mxping.check.Until;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The layers: the check over {@code defaults} over {@code probe} over what is built in. */
class DefaultsTest {
  @TempDir Path folder;

  @Test
  void mappingsMergeKeyByKeyAndListsReplace() {
    Check check =
        check(
            """
            defaults:
              timeouts: {connect: 1s, reply: 2s}
              labels: {team: mail, site: a}
              expect: {capabilities: [DSN, SIZE], within: 5s}
              rcpt: [ann@example.com, bob@example.com]
            checks:
              - domain: example.com
                timeouts: {reply: 3s}
                labels: {site: b}
                expect: {capabilities: [STARTTLS]}
                rcpt: [cyd@example.com]
            """);
    assertThat(check.timeouts())
        .isEqualTo(
            new Timeouts(
                Duration.ofSeconds(1),
                Timeouts.DEFAULT.greeting(),
                Duration.ofSeconds(3),
                Timeouts.DEFAULT.tls()));
    assertThat(check.labels()).isEqualTo(Map.of("team", "mail", "site", "b"));
    assertThat(check.expect().capabilities()).isEqualTo(Set.of("STARTTLS"));
    assertThat(check.expect().within()).contains(Duration.ofSeconds(5));
    assertThat(check.recipients())
        .extracting(Recipient::address)
        .containsExactly("cyd@example.com");
  }

  @Test
  void nullUnsets() {
    Check check =
        check(
            """
            probe: {helo: probe.example.net, dns: {servers: [192.0.2.53]}}
            defaults:
              port: 2525
              timeouts: {connect: 1s, reply: 2s}
              labels: {team: mail, site: a}
              rcpt: [ann@example.com]
              every: 5m
            checks:
              - domain: example.com
                port: null
                timeouts: ~
                labels: {site: }
                rcpt: null
                every: null
                helo: null
                dns: {servers: null}
            """);
    assertThat(check.port()).isEqualTo(25);
    assertThat(check.timeouts()).isEqualTo(Timeouts.DEFAULT);
    assertThat(check.labels()).isEqualTo(Map.of("team", "mail"));
    assertThat(check.recipients()).isEmpty();
    assertThat(check.until()).isEqualTo(Until.EHLO);
    assertThat(check.cadence()).isEqualTo(new Cadence.Every(Duration.ofSeconds(60)));
    assertThat(check.helo()).isEmpty();
    assertThat(check.dns()).isEqualTo(Dns.SYSTEM);
  }

  @Test
  void everyAndCronDisplaceEachOther() {
    List<Check> checks =
        Loading.in(folder)
            .valid(
                """
                defaults: {cron: "0 0 * * * ?", timezone: Europe/Berlin}
                checks:
                  - {domain: a.example}
                  - {domain: b.example, every: 5m}
                  - {domain: c.example, timezone: Asia/Tokyo}
                  - {domain: d.example, cron: "0 0 3 * * ?"}
                """)
            .checks();
    assertThat(checks)
        .extracting(Check::cadence)
        .containsExactly(
            new Cadence.Cron("0 0 * * * ?", ZoneId.of("Europe/Berlin")),
            new Cadence.Every(Duration.ofMinutes(5)),
            new Cadence.Cron("0 0 * * * ?", ZoneId.of("Asia/Tokyo")),
            new Cadence.Cron("0 0 3 * * ?", ZoneId.of("Europe/Berlin")));
    assertThat(
            check("defaults: {every: 5m}\nchecks: [{self: true, cron: '0 0 3 * * ?'}]").cadence())
        .isInstanceOf(Cadence.Cron.class);
  }

  @Test
  void probeLiesUnderDefaults() {
    List<Check> checks =
        Loading.in(folder)
            .valid(
                """
                probe:
                  helo: probe.example.net
                  mail_from: probe@example.net
                  dns: {servers: [192.0.2.53], timeout: 1s}
                defaults: {helo: defaults.example.net, dns: {timeout: 2s}}
                checks:
                  - {domain: a.example}
                  - {domain: b.example, helo: own.example.net, mail_from: ""}
                """)
            .checks();
    assertThat(checks)
        .extracting(Check::helo)
        .containsExactly(Optional.of("defaults.example.net"), Optional.of("own.example.net"));
    assertThat(checks).extracting(Check::mailFrom).containsExactly("probe@example.net", "");
    var server = new InetSocketAddress(InetAddress.ofLiteral("192.0.2.53"), 53);
    assertThat(checks.getFirst().dns()).isEqualTo(new Dns(List.of(server), Duration.ofSeconds(2)));
  }

  @Test
  void expectedMxInDefaultsIsNothingToAHost() {
    String defaults = "defaults: {expect: {mx: [mx.example.com]}}\n";
    assertThat(check(defaults + "checks: [{self: true}]").expect().mx()).isEmpty();
    assertThat(check(defaults + "checks: [{domain: a.example}]").expect().mx())
        .containsExactly("mx.example.com");
  }

  @Test
  void aBadDefaultIsToldAlsoWhereEveryCheckHasItsOwn() {
    assertThat(
            Loading.in(folder)
                .problems("defaults: {port: 0}\nchecks: [{domain: a.example, port: 25}]"))
        .containsExactly(
            "checks.yaml:1:18: defaults.port: `0` is not a whole number from 1 to 65535");
  }

  private Check check(String text) {
    return Loading.in(folder).check(text);
  }
}
