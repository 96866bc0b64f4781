package mxping.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import mxping.check.Dns;
import org.junit.jupiter.api.Test;

class ServersTest {
  private static final List<InetSocketAddress> OLD =
      List.of(new InetSocketAddress(InetAddress.ofLiteral("192.0.2.53"), 53));
  private static final List<InetSocketAddress> NEW =
      List.of(new InetSocketAddress(InetAddress.ofLiteral("192.0.2.54"), 53));

  @Test
  void areThoseOfTheCheckAndNoOthers() {
    assertThat(Servers.of(new Dns(OLD, Duration.ofSeconds(5))).inOrder()).isEqualTo(OLD);
  }

  @Test
  void areTheSystemsWhereTheCheckNamesNone() {
    assertThat(Servers.of(Dns.SYSTEM).inOrder()).isNotEmpty();
  }

  @Test
  void ofTheSystemAreReadAgainAfterHalfAMinute() {
    var source = new AtomicReference<>(OLD);
    var nanoTime = new AtomicLong(Long.MAX_VALUE - Duration.ofSeconds(5).toNanos());
    var servers = new Servers.OfTheSystem(source::get, nanoTime::get);

    assertThat(servers.inOrder()).isEqualTo(OLD);
    source.set(NEW);
    nanoTime.addAndGet(Duration.ofSeconds(29).toNanos());
    assertThat(servers.inOrder()).isEqualTo(OLD);
    nanoTime.addAndGet(Duration.ofSeconds(2).toNanos());
    assertThat(servers.inOrder()).isEqualTo(NEW);
  }
}
