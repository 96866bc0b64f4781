package mxping.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IpTextTest {

  @ParameterizedTest
  @CsvSource({
    "192.0.2.1, 192.0.2.1",
    "0:0:0:0:0:0:0:1, ::1",
    "0:0:0:0:0:0:0:0, ::",
    "2001:0db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
    "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
    "2001:0:0:1:0:0:0:1, 2001:0:0:1::1",
    "fe80:0:0:0:0:0:0:0, fe80::",
    "2001:DB8::A, 2001:db8::a"
  })
  void oneFormForEachAddress(String address, String text) {
    assertThat(IpText.of(InetAddress.ofLiteral(address))).isEqualTo(text);
  }

  @Test
  void theColonOfThePortIsToldFromThoseOfTheAddress() {
    InetAddress loopback = InetAddress.ofLiteral("::1");

    assertThat(IpText.of(new InetSocketAddress(loopback, 25))).isEqualTo("[::1]:25");
  }
}
