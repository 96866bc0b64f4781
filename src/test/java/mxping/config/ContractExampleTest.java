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
import mxping.check.Configuration;
import mxping.check.Dns;
import mxping.check.Expectations;
import mxping.check.Family;
import mxping.check.Manners;
import mxping.check.Network;
import mxping.check.Recipient;
import mxping.check.Target;
import mxping.check.Timeouts;
import mxping.check.Tls;
import mxping.check.Until;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file that the contract shows, with a value of its own for every key there is so far. */
class ContractExampleTest {
  static final String EXAMPLE =
      """
      include: [checks.d/*.yaml]
      probe:
        helo: probe.example.net
        mail_from: ""
        gap: 3s
        invalid_recipients_per_minute: 3
        own_networks: [10.0.0.0/8, "2001:db8::1"]
        max_in_flight: 1999
        dns: {servers: [192.0.2.54]}
      defaults:
        every: 61s
      checks:
        - name: example-inbound
          domain: example.com
          port: 2525
          cron: "0 0/5 * * * ?"
          timezone: Europe/Berlin
          timeout: 44s
          timeouts: {connect: 11s, greeting: 21s, reply: 16s, tls: 12s}
          dns: {servers: ["192.0.2.53", "[2001:db8::53]:5353"], timeout: 4s}
          source_address: 192.0.2.7
          family: ipv4
          addresses: all
          until: rcpt
          tls: {mode: off}
          helo: other.example.net
          mail_from: probe@example.net
          rcpt:
            - to: ann@example.com
              name: ann
              expect: rejected
              notify: [success, failure, delay]
            - bob@example.com
          catch_all: true
          null_mx: ok
          expect:
            capabilities: [starttls, DSN]
            forbid_capabilities: ["AUTH"]
            greeting: "ESMTP|LMTP$"
            mx: [MX1.example.com., mx2.example.com]
            within: 5s
          labels: {team: mail}
          group: example
        - domains: [a.example, b.example]
        - host: mail.example.com
        - {name: ann, address: ann@example.com}
        - self: true
      """;

  @TempDir Path folder;

  @Test
  void everyKeyIsRead() {
    Configuration configuration = Loading.in(folder).valid(EXAMPLE);
    assertThat(configuration.checks().getFirst()).isEqualTo(inbound());
    assertThat(configuration.manners())
        .isEqualTo(
            new Manners(
                Duration.ofSeconds(3),
                3,
                List.of(new Network(ip("10.0.0.0"), 8), new Network(ip("2001:db8::1"), 128)),
                1999));
  }

  @Test
  void everyTargetIsRead() {
    List<Check> checks = Loading.in(folder).valid(EXAMPLE).checks();
    assertThat(checks)
        .extracting(Check::name)
        .containsExactly(
            "example-inbound", "a.example", "b.example", "mail.example.com", "ann", "self");
    assertThat(checks)
        .extracting(Check::target)
        .containsExactly(
            new Target.Domain("example.com"),
            new Target.Domain("a.example"),
            new Target.Domain("b.example"),
            new Target.Host("mail.example.com"),
            new Target.Domain("example.com"),
            new Target.Self());
  }

  private static Check inbound() {
    return new Check(
        "example-inbound",
        new Target.Domain("example.com"),
        2525,
        new Cadence.Cron("0 0/5 * * * ?", ZoneId.of("Europe/Berlin")),
        Duration.ofSeconds(44),
        new Timeouts(
            Duration.ofSeconds(11),
            Duration.ofSeconds(21),
            Duration.ofSeconds(16),
            Duration.ofSeconds(12)),
        new Dns(
            List.of(
                new InetSocketAddress(ip("192.0.2.53"), 53),
                new InetSocketAddress(ip("2001:db8::53"), 5353)),
            Duration.ofSeconds(4)),
        Optional.of(ip("192.0.2.7")),
        Family.IPV4,
        Check.Addresses.ALL,
        Until.RCPT,
        Tls.OFF,
        Optional.empty(),
        Optional.of("other.example.net"),
        "probe@example.net",
        List.of(
            new Recipient(
                "ann",
                "ann@example.com",
                Recipient.Expected.REJECTED,
                Set.of(Recipient.Notify.SUCCESS, Recipient.Notify.FAILURE, Recipient.Notify.DELAY)),
            new Recipient("2", "bob@example.com", Recipient.Expected.ACCEPTED, Set.of())),
        true,
        Check.NullMx.OK,
        new Expectations(
            Set.of("STARTTLS", "DSN"),
            Set.of("AUTH"),
            Optional.of("ESMTP|LMTP$"),
            Set.of("mx1.example.com", "mx2.example.com"),
            Optional.of(Duration.ofSeconds(5))),
        Map.of("team", "mail"),
        Optional.of("example"));
  }

  private static InetAddress ip(String literal) {
    return InetAddress.ofLiteral(literal);
  }
}
