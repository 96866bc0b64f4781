package mxping.resolve;

import static mxping.resolve.Asking.found;
import static mxping.resolve.Asking.mailHosts;
import static mxping.resolve.Asking.mx;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import mxping.check.Family;
import mxping.check.Target;
import mxping.zone.ScriptedDns;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MailHostsTest {

  @Test
  void comeByPreferenceThenByName() {
    var zone =
        """
        example.test MX 20 b.example.test
        example.test MX 10 z.example.test
        example.test MX 20 a.example.test
        """;

    assertThat(mailHosts(zone, "example.test"))
        .isEqualTo(
            found(mx(10, "z.example.test"), mx(20, "a.example.test"), mx(20, "b.example.test")));
  }

  @Test
  void countOnceWhereNamedTwice() {
    var zone =
        """
        example.test MX 30 MX.example.test
        example.test MX 10 mx.Example.test
        """;

    assertThat(mailHosts(zone, "example.test")).isEqualTo(found(mx(10, "mx.example.test")));
  }

  @Test
  void areTheDomainItselfWhereItHasNoMx() {
    var zone = "example.test A 127.0.0.1";

    assertThat(mailHosts(zone, "example.test"))
        .isEqualTo(found(new MailHost.Implicit("example.test")));
  }

  @Test
  void areTheDomainItselfWhereItHasNothingAndThenHaveNoAddress() {
    try (var dns = ScriptedDns.serving("example.test TXT nothing")) {
      var resolver = Asking.patient(dns);
      var itself = new MailHost.Implicit("example.test");

      assertThat(resolver.mailHosts(new Target.Domain("example.test"))).isEqualTo(found(itself));
      assertThat(resolver.addresses(itself, Family.ANY))
          .isEqualTo(new Addresses.None("example.test: no AAAA record, no A record"));
    }
  }

  @Test
  void areNoneWhereTheDomainTakesNoMail() {
    assertThat(mailHosts("example.test MX 0 .", "example.test")).isEqualTo(new MailHosts.NullMx());
    assertThat(mailHosts("example.test MX 7 .", "example.test")).isEqualTo(new MailHosts.NullMx());
  }

  @Test
  void areNoneWhereThereIsNoSuchDomain() {
    assertThat(mailHosts("other.test A 127.0.0.1", "example.test"))
        .isEqualTo(new MailHosts.NoSuchDomain());
  }

  @Test
  void areThoseOfTheNameThatTheDomainIsAnAliasOf() {
    var zone =
        """
        example.test   CNAME two.test
        two.test       CNAME three.test
        three.test     MX 10 mx.three.test
        adrift.test    CNAME nowhere.test
        """;

    assertThat(mailHosts(zone, "example.test")).isEqualTo(found(mx(10, "mx.three.test")));
    assertThat(mailHosts(zone, "adrift.test")).isEqualTo(new MailHosts.NoSuchDomain());
  }

  @Test
  void haveNoAddressWhereTheDomainIsAnAliasOfItself() {
    var zone =
        """
        example.test   CNAME other.test
        other.test     CNAME example.test
        """;
    try (var dns = ScriptedDns.serving(zone)) {
      var resolver = Asking.patient(dns);
      var itself = new MailHost.Implicit("example.test");

      assertThat(resolver.mailHosts(new Target.Domain("example.test"))).isEqualTo(found(itself));
      assertThat(resolver.addresses(itself, Family.IPV4))
          .isEqualTo(new Addresses.None("example.test: CNAMEs without end"));
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        ".                 | a null MX (RFC 7505) beside other MX records",
        "192.0.2.1.        | MX 192.0.2.1 is an IP address, not a name",
        "300.2.1.          | MX 300.2.1 is no host name",
        "2001:db8::1.      | MX 2001:db8::1 is no host name",
        "[192.0.2.1].      | MX [192.0.2.1] is no host name",
        "_mx.example.test. | MX _mx.example.test is no host name",
        "-mx.example.test. | MX -mx.example.test is no host name",
        "mx-.example.test. | MX mx-.example.test is no host name",
        "m\\032x.test.     | MX m\\032x.test is no host name",
        "m\\000x.test.     | MX m\\000x.test is no host name",
        "m\\.x.test.       | MX m\\.x.test is no host name",
        "m\\010x.test.     | MX m\\010x.test is no host name",
        "m\\228x.test.     | MX m\\228x.test is no host name",
      })
  void leaveOutWhatIsNoHost(String target, String words) {
    var zone = "example.test MX 10 " + target + "\nexample.test MX 20 mx.example.test";

    assertThat(mailHosts(zone, "example.test"))
        .isEqualTo(
            new MailHosts.Found(List.of(mx(20, "mx.example.test")), List.of(new Flaw(words))));
  }

  @Test
  void areNoneWhereNoMxNamesAHost() {
    assertThat(mailHosts("example.test MX 10 192.0.2.1.", "example.test"))
        .isEqualTo(
            new MailHosts.Found(
                List.of(), List.of(new Flaw("MX 192.0.2.1 is an IP address, not a name"))));
  }

  @Test
  void mayHaveNamesAsLongAsADomainNameCanBe() {
    var label = "a".repeat(63);
    var name = String.join(".", label, label, label, "a".repeat(61));

    assertThat(mailHosts("example.test MX 10 " + name, "example.test"))
        .isEqualTo(found(mx(10, name)));
  }

  @Test
  void areAtMostFifty() {
    var zone = zoneOf(51, "mx%03d.example.test");

    var hosts = (MailHosts.Found) mailHosts(zone, "example.test");

    assertThat(hosts.hosts())
        .hasSize(50)
        .startsWith(mx(0, "mx000.example.test"))
        .endsWith(mx(49, "mx049.example.test"));
    assertThat(hosts.flaws())
        .containsExactly(new Flaw("51 mail hosts, of which the first 50 are used"));
  }

  @Test
  void haveABoundedListOfFlaws() {
    var hosts = (MailHosts.Found) mailHosts(zoneOf(300, "_%03d.example.test"), "example.test");

    assertThat(hosts.hosts()).isEmpty();
    assertThat(hosts.flaws()).hasSize(11).endsWith(new Flaw("and 290 more"));
  }

  private static String zoneOf(int count, String name) {
    return IntStream.range(0, count)
        .mapToObj(i -> "example.test MX " + i + " " + name.formatted(i) + "\n")
        .collect(Collectors.joining());
  }
}
