package mxping.smtp;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.FutureTask;
import mxping.scripted.ScriptedSmtp;
import org.junit.jupiter.api.Test;

class DeadlineSocketTest {
  private static final Duration LIMIT = Duration.ofMillis(300);
  private static final Duration PATIENCE = Duration.ofSeconds(3);
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
  void aSilenceEndsAtTheDeadlineAndWithItAllReadingButNotWriting() throws IOException {
    try (var mx = ScriptedSmtp.playing("C: QUIT\nC! close");
        var socket = new DeadlineSocket()) {
      socket.connect(mx.address(), 5_000);
      InputStream in = socket.getInputStream();
      socket.waitUntil(Deadline.in(Duration.ofMillis(50)));
      assertThatThrownBy(() -> in.read()).isInstanceOf(SocketTimeoutException.class);

      socket.waitUntil(Deadline.in(Duration.ofSeconds(20)));
      assertThat(in.read()).isEqualTo(-1);
      socket.getOutputStream().write("QUIT\r\n".getBytes(US_ASCII));
    }
  }

  @Test
  void aReadThatBeginsLaterMayEndSooner() throws Exception {
    try (var mx = ScriptedSmtp.playing("S! silence", "S! silence");
        var patient = new DeadlineSocket();
        var hasty = new DeadlineSocket()) {
      patient.connect(mx.address(), 5_000);
      hasty.connect(mx.address(), 5_000);
      long began = System.nanoTime();
      patient.waitUntil(Deadline.in(PATIENCE));
      InputStream in = patient.getInputStream();
      var reading = new FutureTask<>(in::read);
      Thread.ofVirtual().start(reading);
      long later = System.nanoTime();
      hasty.waitUntil(Deadline.in(LIMIT));

      assertThatThrownBy(() -> hasty.getInputStream().read())
          .isInstanceOf(SocketTimeoutException.class);
      assertThat(Duration.ofNanos(System.nanoTime() - later)).isBetween(LIMIT, BUSY);
      assertThatThrownBy(reading::get).hasCauseInstanceOf(SocketTimeoutException.class);
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(PATIENCE);
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
