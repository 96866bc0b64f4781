package mxping.ask;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;
import mxping.check.Allowance;
import mxping.check.Check;
import mxping.check.Checks;
import mxping.check.Target;
import mxping.config.Allowances;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The door of {@code /probe}. The file of these tests names the domain {@code ours.test}, the host
 * {@code mx.ours.test} and the host {@code 127.0.0.5}.
 */
class GuardTest {
  private static final List<Check> FILE =
      List.of(
          Checks.domain("ours.test").check(),
          Checks.host("mx.ours.test").check(),
          Checks.host("127.0.0.5").check());

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // allowed            | asked               | at                     | open
        "                     | domain ours.test    | 192.0.2.1              | true",
        "                     | domain ours.test    | 127.0.0.1              | true",
        "                     | domain ours.test    | 10.0.0.1               | true",
        "                     | domain ours.test    | fd00::1                | true",
        "                     | domain ours.test    | 169.254.0.1            | false",
        "                     | domain ours.test    | 169.254.169.254        | false",
        "                     | domain ours.test    | fe80::1                | false",
        "                     | domain ours.test    | fd00:ec2::254          | false",
        "                     | domain ours.test    | 100.100.100.200        | false",
        "                     | domain ours.test    | 0.0.0.0                | false",
        "                     | domain ours.test    | 224.0.0.1              | false",
        "                     | host mx.ours.test   | ::1                    | true",
        "                     | host 127.0.0.5      | 127.0.0.5              | true",
        "                     | host 127.0.0.6      | 127.0.0.6              | false",
        "                     | host ours.test      | 192.0.2.1              | false",
        "                     | domain other.test   | 192.0.2.1              | false",
        "other.test           | domain other.test   | 192.0.2.1              | true",
        "other.test           | domain ours.test    | 127.0.0.1              | true",
        "other.test           | host other.test     | 192.0.2.1              | true",
        "other.test           | host mx.other.test  | 192.0.2.1              | false",
        "other.test           | domain other.test   | 127.0.0.1              | false",
        "other.test           | domain other.test   | 10.0.0.1               | false",
        "other.test           | domain other.test   | 192.168.1.1            | false",
        "other.test           | domain other.test   | 100.64.0.1             | false",
        "other.test           | domain other.test   | ::1                    | false",
        "other.test           | domain other.test   | fd00::1                | false",
        "other.test           | domain other.test   | ::ffff:127.0.0.1       | false",
        "other.test           | domain other.test   | ::127.0.0.1            | false",
        "other.test           | domain other.test   | 64:ff9b::127.0.0.1     | false",
        "other.test           | domain other.test   | 64:ff9b::192.0.2.1     | true",
        "other.test           | domain other.test   | 64:ff9b::a9fe:a9fe     | false",
        "other.test           | domain other.test   | 2002:7f00:1::1         | false",
        "other.test           | domain other.test   | 2002:c000:201::1       | true",
        "*.other.test         | domain other.test   | 192.0.2.1              | false",
        "*.other.test         | domain a.other.test | 192.0.2.1              | true",
        "*.other.test         | host a.b.other.test | 192.0.2.1              | true",
        "*.other.test         | host another.test   | 192.0.2.1              | false",
        "*.other.test         | host xother.test    | 192.0.2.1              | false",
        "192.0.2.0/24         | domain other.test   | 192.0.2.1              | true",
        "192.0.2.0/24         | host 192.0.2.1      | 192.0.2.1              | true",
        "192.0.2.0/24         | domain other.test   | 198.51.100.1           | false",
        "192.0.2.0/24         | domain other.test   | 127.0.0.1              | false",
        "127.0.0.0/8          | domain other.test   | 127.0.0.1              | true",
        "127.0.0.0/8          | domain other.test   | ::ffff:127.0.0.1       | true",
        "127.0.0.0/8          | domain other.test   | 64:ff9b::127.0.0.1     | true",
        "10.0.0.0/8           | domain other.test   | 10.1.2.3               | true",
        "10.0.0.0/8           | domain other.test   | 192.0.2.1              | false",
        "169.254.7.0/24       | domain other.test   | 169.254.7.1            | true",
        "169.254.0.0/16       | domain other.test   | 169.254.169.254        | false",
        "169.254.169.254      | host 169.254.169.254 | 169.254.169.254       | true",
        "0.0.0.0/0            | domain other.test   | 192.0.2.1              | true",
        "0.0.0.0/0            | domain other.test   | 127.0.0.1              | false",
        "0.0.0.0/0            | domain other.test   | 10.0.0.1               | false",
        "0.0.0.0/0            | domain other.test   | 169.254.169.254        | false",
        "::/0                 | domain other.test   | 2001:db8::1            | true",
        "::/0                 | domain other.test   | ::1                    | false",
        "::/0                 | domain other.test   | fe80::1                | false",
        "fd00::/8             | domain other.test   | fd00:ec2::254          | false",
        "other.test,10.9.0.0/16 | domain other.test | 10.9.0.1               | true",
        "other.test,10.9.0.0/16 | domain other.test | 192.0.2.1              | true",
        "other.test,10.9.0.0/16 | domain third.test | 192.0.2.1              | false",
      })
  void whatIsOpen(String allowed, String asked, String address, boolean open) {
    String[] words = asked.split(" ", 2);
    Target target =
        words[0].equals("host") ? new Target.Host(words[1]) : new Target.Domain(words[1]);

    boolean admitted =
        switch (guard(allowed == null ? "" : allowed).on(target, FILE)) {
          case Guard.Ruling.Closed closed -> false;
          case Guard.Ruling.Open ruling -> ruling.permit().test(InetAddress.ofLiteral(address));
        };

    assertThat(admitted).isEqualTo(open);
  }

  @Test
  void aRefusalSaysWhyAndWhatWouldOpenTheDoor() throws Exception {
    Guard.Ruling named = guard("other.test").on(new Target.Domain("other.test"), FILE);
    Permit permit = ((Guard.Ruling.Open) named).permit();

    permit.test(InetAddress.getByAddress("mx.other.test", new byte[] {127, 0, 0, 1}));
    permit.test(InetAddress.ofLiteral("10.0.0.1"));

    assertThat(permit.turnedDown())
        .contains(
            "mx.other.test has the address 127.0.0.1, which is loopback"
                + " and in no network of --web.probe-allow");
    assertThat(guard("").on(new Target.Domain("a.test"), FILE))
        .isEqualTo(
            new Guard.Ruling.Closed(
                "a.test is no target of checks.yaml, and no --web.probe-allow is given"));
    assertThat(guard("b.test").on(new Target.Domain("a.test"), FILE))
        .isEqualTo(
            new Guard.Ruling.Closed(
                "a.test is no target of checks.yaml, and --web.probe-allow does not name it"));
  }

  private static Guard guard(String allowed) {
    List<Allowance> allowances =
        Stream.of(allowed.split(",")).filter(a -> !a.isEmpty()).map(Allowances::parse).toList();
    return new Guard(allowances);
  }
}
