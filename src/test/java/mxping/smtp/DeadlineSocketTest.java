package mxping.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import mxping.scripted.ScriptedSmtp;
import org.junit.jupiter.api.Test;

class DeadlineSocketTest {
  private static final Duration LIMIT = Duration.ofMillis(300);
  private static final Duration BUSY = Duration.ofMillis(1500);

  @Test
  void aDripEndsAtTheDeadline() throws IOException {
    String script =
        """
        S! drip 100ms
        S: 220 an octet each 100 ms takes these two and a half seconds
        """;

    try (var mx = ScriptedSmtp.playing(script);
        var socket = new DeadlineSocket()) {
      socket.connect(mx.address(), 5_000);
      InputStream in = socket.getInputStream();
      long began = System.nanoTime();
      socket.waitUntil(Deadline.in(LIMIT));

      assertThatThrownBy(() -> in.readAllBytes()).isInstanceOf(SocketTimeoutException.class);
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isBetween(LIMIT, BUSY);
    }
  }

  @Test
  void aSilenceEndsAtTheDeadlineAndTheNextWaitHasItsOwn() throws IOException {
    try (var mx = ScriptedSmtp.playing("S! pause 600ms\nS: 220 mx\nS! silence");
        var socket = new DeadlineSocket()) {
      socket.connect(mx.address(), 5_000);
      InputStream in = socket.getInputStream();
      socket.waitUntil(Deadline.in(Duration.ofMillis(50)));
      assertThatThrownBy(() -> in.read()).isInstanceOf(SocketTimeoutException.class);

      socket.waitUntil(Deadline.in(Duration.ofSeconds(20)));
      assertThat(in.read()).isEqualTo('2');
    }
  }

  @Test
  void nothingIsReadOnceTheDeadlineHasPassedEvenIfItIsThere() throws IOException {
    try (var mx = ScriptedSmtp.playing("S: 220 mx\nS! silence");
        var socket = new DeadlineSocket()) {
      socket.connect(mx.address(), 5_000);
      InputStream in = socket.getInputStream();
      socket.waitUntil(Deadline.in(Duration.ofSeconds(20)));
      assertThat(in.read()).isEqualTo('2');

      socket.waitUntil(Deadline.in(Duration.ZERO));
      assertThatThrownBy(() -> in.read(new byte[10], 0, 10))
          .isInstanceOf(SocketTimeoutException.class);
    }
  }
}
