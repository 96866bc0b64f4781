package mxping.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Targets and allowances as people type them. */
class AskedTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Example.COM.         | Name[name=example.com]",
        "bücher.example       | Name[name=xn--bcher-kva.example]",
        "mx.example.com:2525  | Host[host=Host[name=mx.example.com], port=OptionalInt[2525]]",
        "192.0.2.1            | Host[host=Host[name=192.0.2.1], port=OptionalInt.empty]",
        "192.0.2.1:25         | Host[host=Host[name=192.0.2.1], port=OptionalInt[25]]",
        "2001:DB8::1          | Host[host=Host[name=2001:db8::1], port=OptionalInt.empty]",
        "[2001:db8::1]        | Host[host=Host[name=2001:db8::1], port=OptionalInt.empty]",
        "[2001:db8::1]:25     | Host[host=Host[name=2001:db8::1], port=OptionalInt[25]]",
        "Ann@Example.COM      | Mailbox[domain=Domain[name=example.com], address=Ann@example.com]",
      })
  void whatATargetIs(String text, String meaning) {
    assertThat(Asked.of(text)).hasToString(meaning);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<script>alert(1)</script>",
        "http://example.com",
        "example.com/path",
        "example.com:smtp",
        "example.com:70000",
        "example.com:0",
        "[192.0.2]",
        "10.1",
        "fe80::1%eth0",
        "ann@[127.0.0.1]",
        "ann@",
        "ann@example.com\r\nRSET",
        "exa_mple.com",
        "\u0001",
      })
  void whatIsNoTarget(String text) {
    assertThat(Asked.of(text))
        .isInstanceOfSatisfying(
            Asked.Nothing.class,
            nothing -> assertThat(nothing.why()).isNotBlank().doesNotContain("<", "script"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Example.COM      | Name[name=example.com]",
        "*.example.com    | Below[name=example.com]",
        "192.0.2.0/24     | Within[network=192.0.2.0/24]",
        "192.0.2.7        | Within[network=192.0.2.7/32]",
        "2001:db8::/32    | Within[network=2001:db8::/32]",
        "::ffff:127.0.0.1 | Within[network=127.0.0.1/32]",
      })
  void whatAnAllowanceIs(String text, String meaning) {
    assertThat(Allowances.parse(text)).hasToString(meaning);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "*              | only letters",
        "*.*.example    | what follows its `*.`",
        "mx*.example    | only letters",
        "10.0.0.0/33    | its prefix",
        "example.com/24 | its address",
        "*.             | is empty",
      })
  void whatIsNoAllowance(String text, String why) {
    assertThatThrownBy(() -> Allowances.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("`" + text + "`")
        .hasMessageContaining(why);
  }
}
