package mxping.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.OptionalInt;
import mxping.check.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TypedTargetTest {

  @ParameterizedTest
  @CsvSource({
    "ann@example.com, example.com, ann@example.com",
    "Ann+tag@EXAMPLE.com, example.com, Ann+tag@example.com",
    "jörg@bücher.example, xn--bcher-kva.example, jörg@xn--bcher-kva.example",
  })
  void anAddressIsSomebodyInADomain(String text, String domain, String recipient) {
    assertThat(TypedTarget.parse(text))
        .isEqualTo(
            new TypedTarget(
                text, new Target.Domain(domain), OptionalInt.empty(), Optional.of(recipient)));
  }

  @ParameterizedTest
  @CsvSource({
    "ann@[192.0.2.1], 192.0.2.1",
    "ann@[IPv6:2001:DB8::1], 2001:db8::1",
  })
  void anAddressWithALiteralNamesItsHost(String text, String host) {
    assertThat(TypedTarget.parse(text))
        .isEqualTo(
            new TypedTarget(text, new Target.Host(host), OptionalInt.empty(), Optional.of(text)));
  }

  @ParameterizedTest
  @CsvSource({
    "example.com, example.com",
    "Example.COM., example.com",
    "bücher.example, xn--bcher-kva.example",
    "ai., ai",
  })
  void aNameWithADotIsADomain(String text, String domain) {
    assertThat(TypedTarget.parse(text).target()).isEqualTo(new Target.Domain(domain));
    assertThat(TypedTarget.parse(text).port()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "localhost, localhost, ",
    "mx.example.com:2525, mx.example.com, 2525",
    "localhost:25, localhost, 25",
    "192.0.2.1, 192.0.2.1, ",
    "192.0.2.1:587, 192.0.2.1, 587",
    "::1, ::1, ",
    "[::1], ::1, ",
    "[::1]:2525, ::1, 2525",
  })
  void allElseIsOneHost(String text, String host, Integer port) {
    assertThat(TypedTarget.parse(text))
        .isEqualTo(
            new TypedTarget(
                text,
                new Target.Host(host),
                port == null ? OptionalInt.empty() : OptionalInt.of(port),
                Optional.empty()));
  }

  @ParameterizedTest
  @CsvSource({
    "@example.com, nothing stands before its @",
    "ann@, is empty",
    "<ann@example.com>, angle brackets",
    "'ann bell@example.com', its local part needs quotes",
    "ann@exa_mple.com, `_`",
    "example.com:0, from 1 to 65535",
    "example.com:, from 1 to 65535",
    "example.com:smtp, is neither a host name nor an IP address",
    "[::1, is neither a host name nor an IP address",
    "[::1]x, is neither a host name nor an IP address",
    "-example.com, begins or ends with `-`",
    "'', is empty",
    "https://example.com, is neither a host name nor an IP address",
  })
  void whatIsNoneIsToldInASentence(String text, String why) {
    assertThatThrownBy(() -> TypedTarget.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(why)
        .hasMessageStartingWith("`");
  }

  @Test
  void aLineEndCannotBeTyped() {
    assertThatThrownBy(() -> TypedTarget.parse("ann@example.com\r\nQUIT"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\\r\\n");
  }
}
