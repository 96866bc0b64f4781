package mxping.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.ServerSocketChannel;
import java.util.List;
import java.util.Optional;
import mxping.config.WebConfig;
import mxping.history.History;
import mxping.pages.Fellows;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListenAddressTest {
  @ParameterizedTest
  @CsvSource({
    ":9025,          '',        9025",
    "127.0.0.1:9025, 127.0.0.1, 9025",
    "[::1]:9025,     ::1,       9025",
    "localhost:0,    localhost, 0",
  })
  void isWrittenAsHostAndPort(String text, String host, int port) {
    ListenAddress address = ListenAddress.parse(text);

    assertThat(address).isEqualTo(new ListenAddress(host, port)).hasToString(text);
  }

  @ParameterizedTest
  @CsvSource({
    "9025,      'it has no port, write HOST:PORT or :PORT'",
    "'',        'it has no port, write HOST:PORT or :PORT'",
    "::1:9025,  'brackets belong around an IPv6 address, and only there'",
    "[mx]:9025, 'brackets belong around an IPv6 address, and only there'",
    "a b:9025,  'its host is neither a name nor an IP address'",
    "http://:1, 'brackets belong around an IPv6 address, and only there'",
    "mx:,       'its port is no number from 0 to 65535'",
    "mx:65536,  'its port is no number from 0 to 65535'",
    "mx:-1,     'its port is no number from 0 to 65535'",
    "mx:smtp,   'its port is no number from 0 to 65535'",
  })
  void saysWhatIsWrong(String text, String why) {
    assertThatThrownBy(() -> ListenAddress.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no listening address: \"" + text + "\": " + why);
  }

  @Test
  void withoutHostIsEveryInterfaceOfBothFamilies() throws Exception {
    try (ServerSocketChannel channel = ListenAddress.parse(":0").bind()) {
      int port = channel.socket().getLocalPort();

      for (String loopback : List.of("127.0.0.1", "::1")) {
        try (Socket socket = new Socket(InetAddress.ofLiteral(loopback), port)) {
          assertThat(socket.isConnected()).isTrue();
        }
      }
    }
  }

  @Test
  void takenIsSaidInOneLineAndTheOthersAreLetGo() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      ListenAddress free = new ListenAddress("127.0.0.77", freePort());
      ListenAddress inUse = new ListenAddress("127.0.0.1", taken.getLocalPort());

      assertThatThrownBy(() -> start(List.of(free, inUse)))
          .isInstanceOf(CannotListenException.class)
          .hasMessage("cannot listen on " + inUse + ": address already in use");
      free.bind().close();
    }
  }

  @Test
  void whatIsNotOursIsSaidInOneLineToo() {
    assertThatThrownBy(() -> start(List.of(new ListenAddress("192.0.2.1", 0))))
        .isInstanceOf(CannotListenException.class)
        .hasMessage("cannot listen on 192.0.2.1:0: cannot assign requested address");
    assertThatThrownBy(() -> start(List.of(new ListenAddress("no..name", 0))))
        .isInstanceOf(CannotListenException.class)
        .hasMessage("cannot listen on no..name:0: unknown host");
  }

  @Test
  void severalAreServedAlike() throws Exception {
    ListenAddress any = new ListenAddress("127.0.0.1", 0);
    try (Web web = start(List.of(any, any))) {
      assertThat(web.addresses()).doesNotHaveDuplicates().hasSize(2);
      for (var address : web.addresses()) {
        new Socket(address.getAddress(), address.getPort()).close();
      }
    }
  }

  /** One that nobody else is given on this address of the loopback network. */
  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.77"))) {
      return free.getLocalPort();
    }
  }

  private static Web start(List<ListenAddress> listen) throws CannotListenException {
    History history = new History(() -> Rounds.NOW, () -> 0);
    return Web.start(
        listen,
        WebConfig.NONE,
        history,
        new Served.Scrape(""),
        Optional.empty(),
        Served.alwaysReady(),
        Fellows.NONE);
  }
}
