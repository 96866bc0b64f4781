package mxping.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

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
import mxping.check.Expectations;
import mxping.check.Family;
import mxping.check.Recipient;
import mxping.check.Target;
import mxping.check.Timeouts;
import mxping.check.Tls;
import mxping.check.Until;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Good values and what becomes of them. */
class GoodValuesTest {
  @TempDir Path folder;

  @Test
  void builtInDefaults() {
    var loading = Loading.in(folder);
    assertThat(loading.check("checks: [{domain: example.com}]"))
        .isEqualTo(
            new Check(
                "example.com",
                new Target.Domain("example.com"),
                25,
                new Cadence.Every(Duration.ofSeconds(60)),
                Duration.ofSeconds(45),
                Timeouts.DEFAULT,
                Dns.SYSTEM,
                Optional.empty(),
                Family.ANY,
                Check.Addresses.FIRST,
                Until.EHLO,
                Tls.DEFAULT,
                Optional.empty(),
                Optional.empty(),
                "",
                List.of(),
                false,
                Check.NullMx.FAILED,
                Expectations.NONE,
                Map.of(),
                Optional.empty()));
    assertThat(loading.valid("checks: [{self: true}]").manners())
        .hasToString(
            "Manners[gap=PT2S, invalidRecipientsPerMinute=4,"
                + " ownNetworks=[127.0.0.0/8, ::1/128], maxInFlight=2000]");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "domain: EXAMPLE.com., example.com",
        "domain: bücher.example, xn--bcher-kva.example",
        "domain: localhost, localhost",
        "host: MX.Example.com., mx.example.com",
        "host: 192.0.2.1, 192.0.2.1",
        "`host: '[2001:DB8::1]'`, 2001:db8::1",
        "`host: '2001:DB8::1'`, 2001:db8::1",
        "address: Ann@EXAMPLE.com, example.com",
        "self: 'true', self",
      })
  void targets(String key, String target) {
    Check check = Loading.in(folder).check("checks:\n  - name: a\n    " + key + "\n");
    assertThat(check.target().text()).isEqualTo(target);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "Ann.Bell+tag@EXAMPLE.com, Ann.Bell+tag@example.com",
        "`'\"ann bell\"@example.com'`, `\"ann bell\"@example.com`",
        "`'\"a@b\"@example.com'`, `\"a@b\"@example.com`",
        "jörg@bücher.example, jörg@xn--bcher-kva.example",
        "'ann@[192.0.2.1]', ann@[192.0.2.1]",
        "'ann@[IPv6:2001:db8::1]', ann@[IPv6:2001:db8::1]",
        "Postmaster, Postmaster",
        "ann@localhost, ann@localhost",
      })
  void recipients(String to, String address) {
    Check check = Loading.in(folder).check("checks: [{domain: a.example, rcpt: [" + to + "]}]");
    assertThat(check.recipients())
        .containsExactly(new Recipient("1", address, Recipient.Expected.ACCEPTED, Set.of()));
    assertThat(check.until()).isEqualTo(Until.RCPT);
  }

  @ParameterizedTest
  @CsvSource({"500ms, 0.5", "0s, 0", "30s, 30", "5m, 300", "1h, 3600", "1d, 86400"})
  void durations(String text, double seconds) {
    assertThat(Durations.parse(text).value()).contains(Duration.ofMillis((long) (seconds * 1000)));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "'never', NEVER",
        "`[never]`, NEVER",
        "[delay], DELAY",
        "[failure], FAILURE",
      })
  void notifications(String conditions, Recipient.Notify notify) {
    Check check =
        Loading.in(folder)
            .check(
                """
                checks:
                  - domain: a.example
                    rcpt: [{to: ann@a.example, notify: %s}]
                """
                    .formatted(conditions));
    assertThat(check.recipients().getFirst().notifyOf()).containsExactly(notify);
  }

  @ParameterizedTest
  @CsvSource({
    "port: 465, 465",
    "port: '465', 465",
  })
  void quotedNumbers(String key, int port) {
    assertThat(Loading.in(folder).check("checks: [{domain: a.example, " + key + "}]").port())
        .isEqualTo(port);
  }

  @ParameterizedTest
  @CsvSource({"off", "'off'", "\"off\"", "'  off'"})
  void tlsMayBeOff(String mode) {
    String text = "checks: [{domain: a.example, tls: {mode: " + mode.strip() + "}}]";
    assertThat(Loading.in(folder).check(text).name()).isEqualTo("a.example");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "192.0.2.53          | /192.0.2.53:53",
        "192.0.2.53:5353     | /192.0.2.53:5353",
        "2001:db8::53        | /[2001:db8:0:0:0:0:0:53]:53",
        "[2001:db8::53]      | /[2001:db8:0:0:0:0:0:53]:53",
        "[2001:db8::53]:5353 | /[2001:db8:0:0:0:0:0:53]:5353",
      })
  void dnsServers(String text, String server) {
    assertThat(IpLiterals.server(text).value().orElseThrow()).hasToString(server);
  }

  @ParameterizedTest
  @CsvSource({
    "probe.example.net, probe.example.net",
    "Probe.BÜCHER.example, probe.xn--bcher-kva.example",
    "[192.0.2.1], [192.0.2.1]",
    "[IPv6:2001:db8::1], [IPv6:2001:db8::1]",
  })
  void helo(String text, String sent) {
    assertThat(Hosts.helo(text).value()).contains(sent);
  }

  @Test
  void addressComesBeforeFurtherRecipients() {
    Check check =
        Loading.in(folder)
            .check("checks: [{name: a, address: ann@a.example, rcpt: [bob@a.example]}]");
    assertThat(check.recipients())
        .extracting(Recipient::name, Recipient::address)
        .containsExactly(tuple("1", "ann@a.example"), tuple("2", "bob@a.example"));
  }

  @Test
  void noTimeZoneIsTheSystems() {
    assertThat(Loading.in(folder).check("checks: [{self: true, cron: '0 0 3 * * ?'}]").cadence())
        .isEqualTo(new Cadence.Cron("0 0 3 * * ?", ZoneId.systemDefault()));
  }

  @Test
  void nothingIsOurs() {
    var manners =
        Loading.in(folder)
            .valid("probe: {own_networks: [], gap: 0s}\nchecks: [{self: true}]")
            .manners();
    assertThat(manners.ownNetworks()).isEmpty();
    assertThat(manners.gap()).isZero();
  }

  @Test
  void aByteOrderMarkAndCarriageReturnsAreNothing() {
    assertThat(Loading.in(folder).check("\ufeffchecks:\r\n  - domain: a.example\r\n").name())
        .isEqualTo("a.example");
  }

  @Test
  void aliasesRepeatTheirAnchors() {
    List<Check> checks =
        Loading.in(folder)
            .valid(
                """
                # \ud83d\udcec a character beyond the BMP moves no anchor
                checks:
                  - domain: a.example
                    every: &slow 5m
                    labels: &ours {team: mail}
                  - domain: b.example
                    every: *slow
                    labels: *ours
                  - {domain: c.example, every: &fast "10s"}
                  - {domain: d.example, every: *fast}
                """)
            .checks();
    assertThat(checks)
        .extracting(Check::labels)
        .containsSequence(Map.of("team", "mail"), Map.of("team", "mail"));
    assertThat(checks.get(1).cadence()).isEqualTo(new Cadence.Every(Duration.ofMinutes(5)));
    assertThat(checks.get(3).cadence()).isEqualTo(new Cadence.Every(Duration.ofSeconds(10)));
  }
}
