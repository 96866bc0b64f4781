package mxping.self;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ConnectException;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SelfResponderTest {
  private static final String END = "(end)";

  private final SelfResponder responder;

  SelfResponderTest() throws IOException {
    responder = SelfResponder.start();
  }

  @AfterEach
  void close() throws IOException {
    responder.close();
  }

  /** A client with a limit on its patience. */
  private static final class Client implements AutoCloseable {
    private final Socket socket;
    private final BufferedReader in;

    Client(SelfResponder responder) throws IOException {
      socket = new Socket(responder.address().getAddress(), responder.address().getPort());
      socket.setSoTimeout(20_000);
      in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
    }

    void write(String octets) throws IOException {
      socket.getOutputStream().write(octets.getBytes(UTF_8));
    }

    /** The reply to a command, its lines joined by a bar. */
    String says(String command) throws IOException {
      write(command + "\r\n");
      return reply();
    }

    /** The next reply, or that the connection is at its end. */
    String reply() throws IOException {
      List<String> lines = new ArrayList<>();
      String line;
      do {
        try {
          line = in.readLine();
        } catch (SocketException e) {
          line = null;
        }
        lines.add(line == null ? END : line);
      } while (line != null && line.length() > 3 && line.charAt(3) == '-');
      return String.join("|", lines);
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  @Test
  void holdsADialogueFromGreetingToGoodbye() throws IOException {
    try (Client client = new Client(responder)) {
      assertThat(client.reply()).isEqualTo("220 mxping.invalid ESMTP mxping");
      assertThat(client.says("EHLO probe.test"))
          .isEqualTo("250-mxping.invalid|250-ENHANCEDSTATUSCODES|250 SMTPUTF8");
      assertThat(client.says("MAIL FROM:<>")).isEqualTo("250 2.1.0 Ok");
      assertThat(client.says("RCPT TO:<postmaster>")).isEqualTo("250 2.1.5 Ok");
      assertThat(client.says("RSET")).isEqualTo("250 2.0.0 Ok");
      assertThat(client.says("QUIT")).isEqualTo("221 2.0.0 Bye");
      assertThat(client.reply()).isEqualTo(END);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "<postmaster>,                250 2.1.5 Ok",
    "<Postmaster@mxping.invalid>, 250 2.1.5 Ok",
    "<POSTMASTER>,                250 2.1.5 Ok",
    "<ann@mxping.invalid>,        550 5.1.1 Nobody here but postmaster",
    "<postmaster2@mxping.invalid>,550 5.1.1 Nobody here but postmaster",
    "<xpostmaster>,               550 5.1.1 Nobody here but postmaster",
    "postmaster,                  550 5.1.1 Nobody here but postmaster",
  })
  void knowsNobodyButPostmaster(String recipient, String reply) throws IOException {
    try (Client client = new Client(responder)) {
      client.reply();
      client.says("HELO probe.test");
      client.says("MAIL FROM:<>");

      assertThat(client.says("RCPT TO:" + recipient)).isEqualTo(reply);
    }
  }

  @Test
  void keepsTheOrderOfCommands() throws IOException {
    try (Client client = new Client(responder)) {
      client.reply();
      assertThat(client.says("helo probe.test")).isEqualTo("250 mxping.invalid");
      assertThat(client.says("RCPT TO:<postmaster>")).isEqualTo("503 5.5.1 MAIL first");
      client.says("MAIL FROM:<>");
      assertThat(client.says("MAIL FROM:<>")).isEqualTo("503 5.5.1 One transaction at a time");
      client.says("RSET");
      assertThat(client.says("RCPT TO:<postmaster>")).isEqualTo("503 5.5.1 MAIL first");
      assertThat(client.says("DATA")).isEqualTo("554 5.7.1 No mail is taken here");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"VRFY ann", "STARTTLS", "AUTH PLAIN", "", "x", "\u0000\u0007", "250 ok"})
  void answersWhatItDoesNotKnow(String command) throws IOException {
    try (Client client = new Client(responder)) {
      client.reply();

      assertThat(client.says(command)).isEqualTo("502 5.5.1 Not implemented");
      assertThat(client.says("NOOP")).isEqualTo("250 2.0.0 Ok");
    }
  }

  @Test
  void hangsUpOnALineWithoutEnd() throws IOException {
    try (Client client = new Client(responder)) {
      client.reply();

      client.write("x".repeat(2000));

      assertThat(client.reply()).isEqualTo(END);
    }
    assertServes();
  }

  @Test
  void hasEnoughAfterAHundredCommands() throws IOException {
    try (Client client = new Client(responder)) {
      client.reply();
      for (int i = 0; i < 100; i++) {
        assertThat(client.says("NOOP")).isEqualTo("250 2.0.0 Ok");
      }

      assertThat(client.reply()).isEqualTo("421 4.7.0 That is enough");
      assertThat(client.reply()).isEqualTo(END);
    }
  }

  @Test
  void clientsThatSayNothingTakeThePlacesTheyHaveAndNoMore() throws IOException {
    List<Client> silent = new ArrayList<>();
    try {
      for (int i = 0; i < 16; i++) {
        Client client = new Client(responder);
        silent.add(client);
        assertThat(client.reply()).startsWith("220 ");
      }
      try (Client late = new Client(responder)) {
        assertThat(late.reply()).isEqualTo(END);
      }
      assertThat(silent.getFirst().says("QUIT")).startsWith("221 ");
      assertThat(silent.getFirst().reply()).isEqualTo(END);
    } finally {
      for (Client client : silent) {
        client.close();
      }
    }
  }

  @Test
  void closingEndsWhatIsOpen() throws IOException {
    try (Client client = new Client(responder)) {
      client.reply();

      responder.close();

      assertThat(client.reply()).isEqualTo(END);
      assertThatThrownBy(() -> new Client(responder)).isInstanceOf(ConnectException.class);
    }
  }

  private void assertServes() throws IOException {
    try (Client client = new Client(responder)) {
      assertThat(client.reply()).startsWith("220 ");
    }
  }
}
