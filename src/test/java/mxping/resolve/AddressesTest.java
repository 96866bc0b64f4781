package mxping.resolve;

import static mxping.resolve.Asking.addresses;
import static mxping.resolve.Asking.patient;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import mxping.check.Family;
import mxping.zone.ScriptedDns;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressesTest {
  private static final String BOTH =
      """
      mx.test  A     192.0.2.1
      mx.test  A     192.0.2.2
      mx.test  AAAA  2001:db8::1
      """;

  @ParameterizedTest
  @CsvSource({
    "ANY,  2001:db8::1 192.0.2.1 192.0.2.2",
    "BOTH, 2001:db8::1 192.0.2.1 192.0.2.2",
    "IPV4, 192.0.2.1 192.0.2.2",
    "IPV6, 2001:db8::1",
  })
  void areOfTheFamilyIpv6First(Family family, String expected) {
    assertThat(addresses(BOTH, "mx.test", family)).isEqualTo(found(expected));
  }

  @Test
  void areAskedForByTheFamilyAlone() {
    try (var dns = ScriptedDns.serving(BOTH)) {
      var unused = patient(dns).addresses(new MailHost.Listed("mx.test", 10), Family.IPV4);

      assertThat(unused).isInstanceOf(Addresses.Found.class);
      assertThat(dns.queries()).hasToString("[mx.test A UDP]");
    }
  }

  @Test
  void carryTheHostsNameSoThatNothingAsksTheDnsForIt() {
    var addresses = (Addresses.Found) addresses(BOTH, "mx.test", Family.ANY);

    assertThat(addresses.addresses())
        .allSatisfy(
            address -> {
              assertThat(address.getHostName()).isEqualTo("mx.test");
              assertThat(address.toString()).startsWith("mx.test/");
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"192.0.2.1", "2001:db8::1", "fe80::1%1"})
  void ofALiteralCarryItAsTheirName(String literal) {
    try (var dns = ScriptedDns.serving("* !SERVFAIL")) {
      var found = patient(dns).addresses(new MailHost.Named(literal), Family.ANY);

      assertThat(((Addresses.Found) found).addresses())
          .singleElement()
          .isEqualTo(InetAddress.ofLiteral(literal))
          .extracting(InetAddress::getHostName)
          .isEqualTo(literal);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mx.test TXT x                          | mx.test: no AAAA record, no A record",
        "other.test A 127.0.0.1                 | mx.test: no such name",
        "mx.test CNAME nowhere.test             | mx.test: no such name",
        "mx.test CNAME mx.test                  | mx.test: CNAMEs without end",
        "mx.test AAAA ::ffff:192.0.2.1          | mx.test: AAAA record of an IPv4 address, no A record",
      })
  void areNone(String zone, String words) {
    assertThat(addresses(zone, "mx.test", Family.ANY)).isEqualTo(new Addresses.None(words));
  }

  @Test
  void areNoneAtTheEndOfAChainThatNobodyFollows() {
    var links =
        IntStream.range(0, 40)
            .mapToObj(i -> "n%d.test CNAME n%d.test\n".formatted(i, i + 1))
            .collect(Collectors.joining());

    assertThat(addresses(links + "n40.test A 127.0.0.1", "n0.test", Family.IPV4))
        .isEqualTo(new Addresses.None("n0.test: CNAMEs without end"));
    assertThat(addresses(links + "n40.test A 127.0.0.1", "n30.test", Family.IPV4))
        .isInstanceOf(Addresses.Found.class);
  }

  @Test
  void areAskedForLinkByLinkWhereTheServerDoesNotFollow() {
    var zone =
        """
        mx.test     CNAME two.test
        mx.test     !ONELINK
        two.test    CNAME three.test
        two.test    !ONELINK
        three.test  A     127.0.0.1
        round.test  CNAME again.test
        round.test  !ONELINK
        again.test  CNAME round.test
        again.test  !ONELINK
        """;

    assertThat(addresses(zone, "mx.test", Family.IPV4))
        .isEqualTo(
            new Addresses.Found(
                List.of(InetAddress.ofLiteral("127.0.0.1")),
                List.of(new Flaw("MX mx.test is a CNAME of three.test")),
                List.of()));
    assertThat(addresses(zone, "round.test", Family.IPV4))
        .isEqualTo(new Addresses.None("round.test: CNAMEs without end"));
  }

  @Test
  void ofAnAliasAreFlawedForAnMxOnly() {
    var zone =
        """
        mx.test      CNAME real.test
        real.test    A     127.0.0.1
        """;
    try (var dns = ScriptedDns.serving(zone)) {
      var resolver = patient(dns);
      var addresses = List.of(InetAddress.ofLiteral("127.0.0.1"));

      assertThat(resolver.addresses(new MailHost.Listed("mx.test", 10), Family.ANY))
          .isEqualTo(
              new Addresses.Found(
                  addresses, List.of(new Flaw("MX mx.test is a CNAME of real.test")), List.of()));
      assertThat(resolver.addresses(new MailHost.Implicit("mx.test"), Family.ANY))
          .isEqualTo(found("127.0.0.1"));
      assertThat(resolver.addresses(new MailHost.Named("mx.test"), Family.ANY))
          .isEqualTo(found("127.0.0.1"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "!SERVFAIL, 'AAAA of mx.test: SERVFAIL from '",
    "!TIMEOUT,  'AAAA of mx.test: no answer from '",
  })
  void areThoseOfOneFamilyWhereTheOtherFails(String fault, String remark) {
    var zone = "mx.test A 127.0.0.1\nmx.test AAAA " + fault;

    var addresses = (Addresses.Found) addresses(zone, "mx.test", Family.ANY);

    assertThat(addresses.addresses()).containsExactly(InetAddress.ofLiteral("127.0.0.1"));
    assertThat(addresses.remarks()).singleElement().asString().startsWith(remark);
  }

  @ParameterizedTest
  @CsvSource({
    "mx.test AAAA !SERVFAIL, mx.test TXT x, FAILURE",
    "mx.test AAAA !TIMEOUT, mx.test TXT x, TIMEOUT",
    "mx.test A !TIMEOUT, mx.test TXT x, TIMEOUT",
    "mx.test A !TIMEOUT, mx.test AAAA !TIMEOUT, TIMEOUT",
    "mx.test A !TIMEOUT, mx.test AAAA !REFUSED, FAILURE",
  })
  void areUnknownWhereOneFamilyFailsAndTheOtherHasNone(
      String line, String other, Failure.Kind kind) {
    assertThat(addresses(line + "\n" + other, "mx.test", Family.ANY))
        .isInstanceOfSatisfying(
            Addresses.Failed.class, it -> assertThat(it.failure().kind()).isEqualTo(kind));
  }

  @ParameterizedTest
  @CsvSource({"40, 40, 8, 8", "40, 0, 16, 0", "40, 3, 13, 3", "3, 40, 3, 13", "8, 8, 8, 8"})
  void areAtMostSixteen(int served6, int served4, int used6, int used4) {
    var zone =
        lines(served6, "mx.test AAAA 2001:db8::%d\n") + lines(served4, "mx.test A 192.0.2.%d\n");

    var addresses = (Addresses.Found) addresses(zone, "mx.test", Family.ANY);

    var octets =
        addresses.addresses().stream()
            .collect(Collectors.groupingBy(it -> it.getAddress().length, Collectors.counting()));
    assertThat(octets.getOrDefault(16, 0L)).isEqualTo(used6);
    assertThat(octets.getOrDefault(4, 0L)).isEqualTo(used4);
    assertThat(addresses.remarks()).hasSize(served6 + served4 > 16 ? 1 : 0);
  }

  @Test
  void ofALiteralAreItselfAndNobodyIsAsked() {
    try (var dns = ScriptedDns.serving("* !SERVFAIL")) {
      var resolver = patient(dns);

      assertThat(resolver.addresses(new MailHost.Named("192.0.2.1"), Family.ANY))
          .isEqualTo(found("192.0.2.1"));
      assertThat(resolver.addresses(new MailHost.Named("2001:db8::1"), Family.IPV6))
          .isEqualTo(found("2001:db8::1"));
      assertThat(resolver.addresses(new MailHost.Named("192.0.2.1"), Family.IPV6))
          .isEqualTo(new Addresses.None("192.0.2.1 is not of the family ipv6"));
      assertThat(dns.queries()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(Family.class)
  void ofANamedHostAreThoseOfTheHostsFile(Family family, @TempDir Path folder) throws IOException {
    var hosts =
        Files.writeString(
            folder.resolve("hosts"),
            """
            # 10.0.0.1 relay
            10.0.0.2  other Relay # two
            not-an-address relay
            fd00::2   relay
            """);
    try (var dns = ScriptedDns.serving("relay A 192.0.2.9")) {
      var servers = List.of(dns.address());
      var resolver =
          new Resolver(() -> servers, () -> Asking.PATIENCE, Optional.of(new HostsFile(hosts)));

      assertThat(resolver.addresses(new MailHost.Named("relay"), family))
          .isEqualTo(
              switch (family) {
                case ANY, BOTH -> found("fd00::2 10.0.0.2");
                case IPV4 -> found("10.0.0.2");
                case IPV6 -> found("fd00::2");
              });
      assertThat(resolver.addresses(new MailHost.Listed("relay", 10), Family.IPV4))
          .isEqualTo(found("192.0.2.9"));
    }
  }

  @Test
  void areAskedForWhereTheHostsFileKnowsNoneOrIsMissing(@TempDir Path folder) {
    try (var dns = ScriptedDns.serving("relay A 192.0.2.9")) {
      var servers = List.of(dns.address());
      var missing = new HostsFile(folder.resolve("none"));
      var resolver = new Resolver(() -> servers, () -> Asking.PATIENCE, Optional.of(missing));

      assertThat(resolver.addresses(new MailHost.Named("relay"), Family.ANY))
          .isEqualTo(found("192.0.2.9"));
    }
  }

  private static String lines(int count, String line) {
    return IntStream.rangeClosed(1, count).mapToObj(line::formatted).collect(Collectors.joining());
  }

  private static Addresses found(String addresses) {
    var list = Arrays.stream(addresses.split(" ")).map(InetAddress::ofLiteral).toList();
    return new Addresses.Found(list, List.of(), List.of());
  }
}
