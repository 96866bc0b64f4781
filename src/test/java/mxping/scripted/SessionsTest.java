package mxping.scripted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class SessionsTest {
  private static final Duration SOON = Duration.ofSeconds(5);

  @Test
  void connectionsOpenAtOnceAreCounted() throws IOException {
    try (var mx = ScriptedSmtp.answering(rcpt -> "250 ok")) {
      try (var first = new RawClient(mx.address());
          var second = new RawClient(mx.address())) {
        first.line();
        second.line();
        assertThat(mx.sessions()).extracting(Session::ending).containsOnly(Ending.OPEN);
        assertThatThrownBy(() -> mx.sessions().getFirst().length())
            .isInstanceOf(IllegalStateException.class);
      }
      try (var third = new RawClient(mx.address())) {
        third.line();
      }
      assertThat(mx.awaitSessions(3, SOON)).extracting(Session::number).containsExactly(1, 2, 3);
      assertThat(mx.mostOpen()).isEqualTo(2);
    }
  }

  @Test
  void connectionsOneAfterAnotherAreNeverTwo() throws IOException {
    try (var mx = ScriptedSmtp.answering(rcpt -> "250 ok")) {
      for (int i = 0; i < 300; i++) {
        try (var client = new RawClient(mx.address())) {
          if (i % 3 > 0) {
            client.line();
          }
          if (i % 3 > 1) {
            client.ask("QUIT");
          }
        }
      }
      mx.awaitSessions(300, SOON);
      assertThat(mx.mostOpen()).isEqualTo(1);
    }
  }

  @Test
  void aClientThatIsGoneIsClosedEvenWhileItsRuleBlocks() throws IOException {
    CountDownLatch never = new CountDownLatch(1);
    try (var mx =
        ScriptedSmtp.answering(
            rcpt -> {
              try {
                never.await();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
              return "250 ok";
            })) {
      try (var client = new RawClient(mx.address())) {
        client.line();
        client.send("RCPT TO:<ann@mx.test>\r\n");
        mx.awaitAccepted(1, SOON);
      }
      try (var client = new RawClient(mx.address())) {
        client.line();
        assertThat(mx.sessions().getFirst().closedNanos()).isPresent();
      }
      assertThat(mx.mostOpen()).isEqualTo(1);
    }
  }

  @Test
  void awaitedSessionsThatDoNotComeFailWithTheTranscript() throws IOException {
    try (var mx = ScriptedSmtp.playing("S: 220 mx\nS! silence");
        var client = new RawClient(mx.address())) {
      client.line();
      assertThatThrownBy(() -> mx.awaitSessions(1, Duration.ofMillis(20)))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("not 1 sessions ended within PT0.02S")
          .hasMessageContaining("S: 220 mx\n  S! silence");
      assertThatThrownBy(() -> mx.awaitAccepted(2, Duration.ofMillis(20)))
          .hasMessageContaining("not 2 sessions accepted");
    }
  }

  @Test
  void theTranscriptShowsControlCharacters() throws IOException {
    try (var mx = ScriptedSmtp.playing("C: *\nS! raw 250 \\xFF\\n\nS! close");
        var client = new RawClient(mx.address())) {
      client.send("EHLO a\tb\u0000\r\n");
      client.rest();
      assertThat(mx.transcript()).contains("C: EHLO a\\tb\\0\n").contains("S! raw 250 \\xFF\\n\n");
    }
  }
}
