package mxping.scripted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class MismatchTest {
  private static final Duration SOON = Duration.ofSeconds(5);

  /** What a client does in one connection. */
  private interface Conduct {
    void in(RawClient client) throws IOException;
  }

  @Test
  void anotherLineIsAMismatchAndEndsTheConnection() throws IOException {
    String message =
        mismatch(
            "S: 220 mx.test\nC: EHLO *\nS: 250 mx.test",
            client -> {
              client.line();
              client.send("HELO probe.test\r\n");
              assertThat(client.rest()).isEmpty();
            });

    assertThat(message)
        .startsWith("session 1 from /127.0.0.1:")
        .endsWith(
            """
            , SERVER_CLOSED
            MISMATCH script line 2: expected C: EHLO *, but the client said: HELO probe.test
              S: 220 mx.test
              C: HELO probe.test
            """);
  }

  @Test
  void aStarStandsForAnyTextAndAllElseForItself() throws IOException {
    try (var mx = ScriptedSmtp.playing("C: R*PT TO:<*@*.test>*\nS: 250 ok");
        var client = new RawClient(mx.address())) {
      assertThat(client.ask("RCPT TO:<ann@mx.test>")).isEqualTo("250 ok\r\n");
    }
    assertThat(mismatch("C: MAIL FROM:<.>", client -> client.send("MAIL FROM:<x>\r\n")))
        .contains("expected C: MAIL FROM:<.>, but the client said: MAIL FROM:<x>");
  }

  @Test
  void aBareLineFeedEndsNoLine() throws IOException {
    assertThat(mismatch("C: ONE", client -> client.send("ONE\nTWO\r\n")))
        .contains("but the client said: ONE\\nTWO");
  }

  @Test
  void aClientThatLeavesEarlyIsAMismatch() throws IOException {
    assertThat(mismatch("S: 220 mx\nC: EHLO *", RawClient::line))
        .contains("script line 2: expected C: EHLO *, but the client closed\n");
  }

  @Test
  void anUnfinishedLineIsAMismatch() throws IOException {
    assertThat(mismatch("C: QUIT", client -> client.send("QUIT\r")))
        .contains("but the client closed, after the unfinished line QUIT\\r\n")
        .contains("C: QUIT\\r (unfinished)");
  }

  @Test
  void aClientThatResetsIsAMismatchBeforeTheEndOnly() throws IOException {
    assertThat(mismatch("C: QUIT", RawClient::reset)).contains("but the client reset\n");

    try (var mx = ScriptedSmtp.playing("C: QUIT\nS: 221 bye")) {
      var client = new RawClient(mx.address());
      client.ask("QUIT");
      client.reset();
      assertThat(mx.awaitSessions(1, SOON).getFirst().ending()).isEqualTo(Ending.CLIENT_RESET);
    }
  }

  @Test
  void aLineAfterTheEndIsAMismatch() throws IOException {
    assertThat(mismatch("S: 221 bye", client -> client.send("NOOP\r\n")))
        .contains("script line 1: expected the client to close, but the client said: NOOP");
  }

  @Test
  void talkBeforeItsTurnIsAMismatch() throws IOException {
    String script = "S: 220-mx\nC! nothing 5s\nS: 220 mx";

    assertThat(mismatch(script, client -> client.send("EHLO probe.test\r\n")))
        .contains("line 2: expected nothing of the client, but there were octets: EHLO probe.test");
  }

  @Test
  void talkThatIsAlreadyThereIsAMismatchWithoutWaiting() throws IOException {
    assertThat(mismatch("C: ONE\nC! nothing", client -> client.send("ONE\r\nTW")))
        .contains("but there were octets: TW");
  }

  @Test
  void aClientThatSaysNothingInTimeIsAMismatch() throws IOException {
    ScriptedSmtp mx =
        ScriptedSmtp.on("127.0.0.1", 0)
            .patience(Duration.ofMillis(500))
            .playing("S: 220 mx\nC: EHLO *");
    try (var client = new RawClient(mx.address())) {
      client.send("EH");
      assertThat(Octets.text(client.rest())).isEqualTo("220 mx\r\n");
    }
    assertThatThrownBy(mx::close)
        .hasMessageContaining("no whole line came in time, after the unfinished line EH");
  }

  @Test
  void aTestThatEndsInMidScriptIsAMismatch() throws IOException {
    ScriptedSmtp mx = ScriptedSmtp.playing("S: 220 mx\nC: EHLO *");
    try (var client = new RawClient(mx.address())) {
      client.line();
      assertThatThrownBy(mx::close)
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("but the test closed the server first");
    }
  }

  @Test
  void aClientThatLeftJustBeforeTheTestEndedIsHeardOut() throws IOException {
    ScriptedSmtp mx = ScriptedSmtp.playing("C: ONE\nC: TWO");
    try (var client = new RawClient(mx.address())) {
      client.send("ONE\r\n");
    }
    assertThatThrownBy(mx::close).hasMessageContaining("expected C: TWO, but the client closed");
    assertThatThrownBy(mx::close).hasMessageContaining("expected C: TWO, but the client closed");
  }

  @Test
  void aRuleThatThrowsIsAMismatch() throws IOException {
    ScriptedSmtp mx =
        ScriptedSmtp.answering(
            rcpt -> {
              throw new IllegalStateException("no rule for " + rcpt);
            });
    try (var client = new RawClient(mx.address())) {
      client.line();
      assertThat(client.ask("RCPT TO:<ann@mx.test>")).isEmpty();
    }
    assertThatThrownBy(mx::close).hasMessageContaining("no rule for RCPT TO:<ann@mx.test>");
  }

  @Test
  void aTestThatFailsAlreadyKeepsItsOwnFailure() {
    assertThatThrownBy(
            () -> {
              try (var mx = ScriptedSmtp.playing("C: EHLO *");
                  var client = new RawClient(mx.address())) {
                client.send("HELO probe.test\r\n");
                mx.awaitSessions(1, SOON);
                throw new IllegalStateException("the test's own");
              }
            })
        .hasMessage("the test's own")
        .satisfies(
            e -> assertThat(e.getSuppressed()[0]).hasMessageContaining("expected C: EHLO *"));
  }

  private static String mismatch(String script, Conduct conduct) throws IOException {
    ScriptedSmtp mx = ScriptedSmtp.playing(script);
    try (var client = new RawClient(mx.address())) {
      conduct.in(client);
    }
    mx.awaitSessions(1, SOON);
    assertThatThrownBy(mx::verify).isInstanceOf(AssertionError.class);
    return String.valueOf(catchThrowableOfType(AssertionError.class, mx::close).getMessage());
  }
}
