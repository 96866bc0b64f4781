package mxping.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TypedTest {

  @ParameterizedTest
  @CsvSource({"2, 2000", "0.2, 200", "1.5, 1500", "500ms, 500", "30s, 30000", "5m, 300000"})
  void aDurationWithoutUnitIsInSeconds(String text, long millis) {
    assertThat(Typed.duration(text)).isEqualTo(Duration.ofMillis(millis));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "0.001", "-1", "2d", "soon", "1,5", "", "1e3"})
  void aDurationHasBounds(String text) {
    assertThatThrownBy(() -> Typed.duration(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theNullSenderIsTypedAsEitherOfItsForms() {
    assertThat(Typed.sender("<>")).isEmpty();
    assertThat(Typed.sender("")).isEmpty();
    assertThat(Typed.sender("me@example.com")).isEqualTo("me@example.com");
  }

  @Test
  void aNameServerMayHaveAPort() {
    assertThat(Typed.server("[::1]:5353"))
        .isEqualTo(new InetSocketAddress(InetAddress.ofLiteral("::1"), 5353));
  }

  @Test
  void whatIsAlmostAModeIsSuggested() {
    assertThatThrownBy(() -> Typed.tlsMode("require")).hasMessageContaining("required");
  }
}
