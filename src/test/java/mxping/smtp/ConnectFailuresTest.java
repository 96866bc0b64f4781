package mxping.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.stream.Stream;
import mxping.smtp.WireException.Break;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the JDK throws on Linux, and what it means. */
class ConnectFailuresTest {
  private static final InetAddress IPV4 = InetAddress.ofLiteral("192.0.2.1");

  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of(new ConnectException("Connection refused"), Break.CONNECT_REFUSED),
        Arguments.of(new SocketException("Connection reset"), Break.LOST),
        Arguments.of(new SocketTimeoutException("Connect timed out"), Break.CONNECT_TIMEOUT),
        Arguments.of(new ConnectException("Connection timed out"), Break.CONNECT_TIMEOUT),
        Arguments.of(new NoRouteToHostException("No route to host"), Break.UNREACHABLE),
        Arguments.of(new NoRouteToHostException("Host is unreachable"), Break.UNREACHABLE),
        Arguments.of(new ConnectException("Network is unreachable"), Break.UNREACHABLE),
        Arguments.of(new SocketException("Network is unreachable"), Break.UNREACHABLE),
        Arguments.of(new BindException("Cannot assign requested address"), Break.LOCAL),
        Arguments.of(new SocketException("Too many open files"), Break.LOCAL),
        Arguments.of(new SocketException("Operation not permitted"), Break.LOCAL),
        Arguments.of(new IOException(), Break.LOCAL));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void areToldApart(IOException thrown, Break how) {
    Deadline later = Deadline.in(Duration.ofMinutes(1));

    assertThat(ConnectFailures.explain(thrown, IPV4, later).how()).isEqualTo(how);
  }

  @Test
  void anEndOfWaitingIsTheDeadlinesWhereThatHasPassed() {
    Deadline passed = Deadline.in(Duration.ZERO);

    assertThat(ConnectFailures.explain(new SocketTimeoutException("timed out"), IPV4, passed).how())
        .isEqualTo(Break.DEADLINE);
  }
}
