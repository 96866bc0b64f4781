package mxping.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The lines of EHLO's reply behind the first, and what they offer. */
class CapabilitiesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          STARTTLS                            | {STARTTLS=}
          SIZE 1000                           | {SIZE=1000}
          DSN / 8BITMIME / CHUNKING           | {8BITMIME=, CHUNKING=, DSN=}
          AUTH PLAIN LOGIN                    | {AUTH=PLAIN LOGIN}
          AUTH=PLAIN LOGIN                    | {AUTH=PLAIN LOGIN}
          AUTH PLAIN / AUTH=LOGIN             | {AUTH=PLAIN LOGIN}
          AUTH / AUTH=PLAIN                   | {AUTH=PLAIN}
          starttls / Size 1000                | {SIZE=1000, STARTTLS=}
          DSN / dsn                           | {DSN=}
          '  PIPELINING  / SIZE   5  '        | {PIPELINING=, SIZE=5}
          X-EXPS GSSAPI NTLM                  | {X-EXPS=GSSAPI NTLM}
          LIMITS MAILMAX=3 RCPTMAX=10         | {LIMITS=MAILMAX=3 RCPTMAX=10}
          ' / =x /   / DSN'                   | {DSN=}
          """)
  void areOffered(String lines, String offered) {
    assertThat(ehlo(lines.split(" / ", -1)).parameters()).hasToString(offered);
  }

  @Test
  void areNotInTheFirstLineWhichIsTheHostsName() {
    assertThat(Capabilities.of(new Reply(250, List.of("STARTTLS")))).isEqualTo(Capabilities.NONE);
    assertThat(Capabilities.of(new Reply(250, List.of("")))).isEqualTo(Capabilities.NONE);
    assertThat(Capabilities.of(new Reply(250, List.of()))).isEqualTo(Capabilities.NONE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          SIZE 36700160            | 36700160
          SIZE=36700160            | 36700160
          size 1                   | 1
          SIZE 999999999999999999  | 999999999999999999
          # no limit said
          SIZE                     |
          SIZE 0                   |
          DSN                      |
          # no number
          SIZE 10M                 |
          SIZE -1                  |
          SIZE 1 2                 |
          SIZE 1000 / SIZE 2000    |
          SIZE 9999999999999999999 |
          """)
  void sayHowLargeAMessageMayBe(String lines, Long octets) {
    assertThat(ehlo(lines.split(" / ", -1)).sizeLimit())
        .isEqualTo(octets == null ? OptionalLong.empty() : OptionalLong.of(octets));
  }

  @Test
  void areAskedForByKeyword() {
    Capabilities offered = ehlo("dsn", "SIZE 10");

    assertThat(offered.offers("DSN")).isTrue();
    assertThat(offered.offers("STARTTLS")).isFalse();
    assertThat(offered.keywords()).containsExactly("DSN", "SIZE");
  }

  private static Capabilities ehlo(String... lines) {
    return Capabilities.of(
        new Reply(250, Stream.concat(Stream.of("mx.test"), Arrays.stream(lines)).toList()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          AUTH PLAIN LOGIN                | LOGIN PLAIN
          AUTH=PLAIN  LOGIN               | LOGIN PLAIN
          auth scram-sha-256 / AUTH=LOGIN | LOGIN SCRAM-SHA-256
          AUTH                            | ''
          DSN                             | ''
          """)
  void mechanismsOfAuth(String lines, String names) {
    assertThat(ehlo(lines.split(" / ", -1)).mechanisms().stream().sorted())
        .containsExactly(
            Arrays.stream(names.split(" ", -1)).filter(n -> !n.isEmpty()).toArray(String[]::new));
  }
}
