package mxping.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import mxping.scripted.ScriptedSmtp;
import mxping.scripted.Session;
import mxping.smtp.WireException.Break;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SmtpConnectionTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofMillis(500);

  private final Transcript transcript = new Transcript();

  private SmtpConnection connect(ScriptedSmtp mx, Duration replyLimit, Duration timeout)
      throws WireException {
    return SmtpConnection.connect(
        mx.address(), Optional.empty(), PATIENCE, replyLimit, Deadline.in(timeout), transcript);
  }

  private SmtpConnection connect(ScriptedSmtp mx) throws WireException {
    return connect(mx, PATIENCE, PATIENCE);
  }

  /** What is said and what comes back where the wire breaks. */
  private interface Talk {
    void with(SmtpConnection connection) throws WireException;
  }

  private static Break breaks(SmtpConnection connection, Talk talk) {
    return catchThrowableOfType(WireException.class, () -> talk.with(connection)).how();
  }

  @Test
  void speaksTheVerbsInOrder() throws WireException {
    String script =
        """
        S: 220 mx.test ESMTP
        C: EHLO probe.test
        S: 250 mx.test
        C: HELO probe.test
        S: 250 mx.test
        C: MAIL FROM:<> RET=HDRS
        S: 250 2.1.0 ok
        C: RCPT TO:<ann@mx.test> NOTIFY=NEVER
        S: 550-5.1.1 no
        S: 550 5.1.1 such user
        C: RSET
        S: 250 2.0.0 ok
        C: QUIT
        S: 221 2.0.0 bye
        """;

    try (var mx = ScriptedSmtp.playing(script);
        var connection = connect(mx)) {
      assertThat(connection.greeting(PATIENCE)).isEqualTo(reply(220, "mx.test ESMTP"));
      assertThat(connection.ehlo("probe.test")).isEqualTo(reply(250, "mx.test"));
      assertThat(connection.helo("probe.test")).isEqualTo(reply(250, "mx.test"));
      assertThat(connection.mail("", " RET=HDRS")).isEqualTo(reply(250, "2.1.0 ok"));
      assertThat(connection.rcpt("ann@mx.test", " NOTIFY=NEVER"))
          .isEqualTo(reply(550, "5.1.1 no", "5.1.1 such user"));
      assertThat(connection.rset()).isEqualTo(reply(250, "2.0.0 ok"));
      assertThat(connection.quit()).isEqualTo(reply(221, "2.0.0 bye"));
    }
    assertThat(transcript.lines())
        .extracting(Transcript.Line::text)
        .contains("RCPT TO:<ann@mx.test> NOTIFY=NEVER", "550-5.1.1 no", "550 5.1.1 such user");
  }

  @Test
  void saysNothingBeforeTheLastLineOfTheGreeting() throws WireException {
    String script =
        """
        C! nothing 50ms
        S: 220-mx.test
        C! nothing 100ms
        S: 220 go ahead
        C: EHLO probe.test
        S: 250 mx.test
        """;

    try (var mx = ScriptedSmtp.playing(script);
        var connection = connect(mx)) {
      assertThat(connection.greeting(PATIENCE).lines()).hasSize(2);
      assertThat(connection.ehlo("probe.test").positive()).isTrue();
    }
  }

  @Test
  void anEarly421AnswersTheNextCommandWhichIsNotSent() throws WireException {
    String script =
        """
        S: 220 mx.test
        S: 421 4.3.2 going down
        C! close
        """;

    try (var mx = ScriptedSmtp.playing(script)) {
      try (var connection = connect(mx)) {
        assertThat(connection.greeting(PATIENCE).code()).isEqualTo(220);
        assertThat(connection.ehlo("probe.test")).isEqualTo(reply(421, "4.3.2 going down"));
      }
      assertThat(mx.awaitSessions(1, PATIENCE).getFirst().said()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"250 mx.test", "550 5.1.1 no", "hello"})
  void anyOtherOctetsBeforeACommandArePrematureAndItIsNotSent(String early) throws WireException {
    try (var mx = ScriptedSmtp.playing("S: 220 mx.test\nS: " + early + "\nC! close")) {
      try (var connection = connect(mx)) {
        assertThat(connection.greeting(PATIENCE).code()).isEqualTo(220);
        assertThat(breaks(connection, c -> c.ehlo("probe.test"))).isEqualTo(Break.PREMATURE);
      }
      assertThat(mx.awaitSessions(1, PATIENCE).getFirst().said()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "S! close,            LOST",
    "S! reset,            LOST",
    "S! silence,          REPLY_TIMEOUT",
    "S! garbage,          PROTOCOL",
    "S! flood,            PROTOCOL",
    "S: hello,            PROTOCOL",
    "S: 250-a / S: 550 b, PROTOCOL",
  })
  void breaksInTheMiddle(String fault, Break how) throws WireException {
    String script = "S: 220 mx.test\nC: EHLO probe.test\n" + fault.replace(" / ", "\n");

    try (var mx = ScriptedSmtp.playing(script);
        var connection = connect(mx, SHORT, PATIENCE)) {
      assertThat(connection.greeting(PATIENCE).code()).isEqualTo(220);
      assertThat(breaks(connection, c -> c.ehlo("probe.test"))).isEqualTo(how);
    }
  }

  @ParameterizedTest
  @CsvSource({"30s, 500ms, DEADLINE", "500ms, 30s, REPLY_TIMEOUT"})
  void whateverEndsFirstEndsTheWait(String reply, String timeout, Break how) throws WireException {
    Duration replyLimit = Duration.parse("PT" + reply.replace("500ms", "0.5s"));
    Duration wholeLimit = Duration.parse("PT" + timeout.replace("500ms", "0.5s"));

    try (var mx =
            ScriptedSmtp.playing("S: 220 mx.test\nC: RSET\nS! drip 100ms\nS: 250 a long line");
        var connection = connect(mx, replyLimit, wholeLimit)) {
      assertThat(connection.greeting(PATIENCE).code()).isEqualTo(220);
      assertThat(breaks(connection, c -> c.rset())).isEqualTo(how);
    }
  }

  @Test
  void quitCanStillBeSaidAfterAReplyThatNeverCame() throws WireException {
    try (var mx = ScriptedSmtp.playing("S: 220 mx.test\nC: RSET\nS! silence")) {
      try (var connection = connect(mx, SHORT, PATIENCE)) {
        assertThat(connection.greeting(PATIENCE).code()).isEqualTo(220);
        assertThat(breaks(connection, c -> c.rset())).isEqualTo(Break.REPLY_TIMEOUT);
        connection.sayQuit();
      }
      assertThat(mx.awaitSessions(1, PATIENCE).getFirst().said()).containsExactly("RSET", "QUIT");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\r\nRSET", "a\nRSET", "a\rRSET", "a\0"})
  void nobodySmugglesACommandInAnArgument(String evil) throws WireException {
    try (var mx = ScriptedSmtp.playing("S: 220 mx.test\nC! close")) {
      try (var connection = connect(mx)) {
        assertThat(connection.greeting(PATIENCE).code()).isEqualTo(220);
        List<Talk> talks =
            List.of(
                c -> c.ehlo(evil),
                c -> c.helo(evil),
                c -> c.mail(evil, ""),
                c -> c.mail("", " " + evil),
                c -> c.rcpt(evil, ""),
                c -> c.rcpt("ann@mx.test", " " + evil));
        for (Talk talk : talks) {
          assertThatThrownBy(() -> talk.with(connection))
              .isInstanceOf(IllegalArgumentException.class);
        }
      }
      assertThat(mx.awaitSessions(1, PATIENCE).getFirst().said()).isEmpty();
    }
  }

  @Test
  void hangingUpEndsTheWaitOfAnotherThreadAndSaysQuitWhereItMay() throws Exception {
    try (var mx = ScriptedSmtp.playing("S: 220 mx.test\nC: RSET\nS! silence")) {
      SmtpConnection connection = connect(mx);
      assertThat(connection.greeting(PATIENCE).code()).isEqualTo(220);
      CompletableFuture<Break> waiting =
          CompletableFuture.supplyAsync(() -> breaks(connection, c -> c.rset()));
      while (mx.sessions().getFirst().lines().isEmpty()) {
        Thread.onSpinWait();
      }

      connection.hangUp(true);

      assertThat(waiting.get()).isEqualTo(Break.LOST);
      assertThat(mx.awaitSessions(1, PATIENCE).getFirst().said()).containsExactly("RSET", "QUIT");
    }
  }

  @Test
  void bindsToTheSourceAddressAndKnowsItAsALiteral() throws WireException {
    try (var mx = ScriptedSmtp.playing("S: 220 mx.test")) {
      try (var connection =
          SmtpConnection.connect(
              mx.address(),
              Optional.of(InetAddress.ofLiteral("127.61.0.1")),
              PATIENCE,
              PATIENCE,
              Deadline.in(PATIENCE),
              transcript)) {
        assertThat(connection.addressLiteral()).isEqualTo("[127.61.0.1]");
        assertThat(connection.greeting(PATIENCE).code()).isEqualTo(220);
      }
      Session session = mx.awaitSessions(1, PATIENCE).getFirst();
      assertThat(session.client().getAddress()).isEqualTo(InetAddress.ofLiteral("127.61.0.1"));
    }
  }

  @Test
  void anAddressThatIsNotOursIsOurTrouble() {
    try (var mx = ScriptedSmtp.playing("S: 220 mx.test")) {
      assertThat(connectBreaks(mx.address(), Optional.of(InetAddress.ofLiteral("192.0.2.7"))))
          .isEqualTo(Break.LOCAL);
    }
  }

  @Test
  void nobodyListens() {
    ScriptedSmtp gone = ScriptedSmtp.on("127.61.0.2", 0).playing("S: 220 mx.test");
    gone.close();

    assertThat(connectBreaks(gone.address(), Optional.empty())).isEqualTo(Break.CONNECT_REFUSED);
    assertThat(transcript.lines()).singleElement().asString().contains("connection refused");
  }

  @Test
  void nobodyAnswers() {
    try (var deaf = DeafHost.on("127.61.0.3", 0)) {
      WireException broken =
          catchThrowableOfType(
              WireException.class,
              () ->
                  SmtpConnection.connect(
                      deaf.address(),
                      Optional.empty(),
                      SHORT,
                      PATIENCE,
                      Deadline.in(PATIENCE),
                      transcript));

      assertThat(broken.how()).isEqualTo(Break.CONNECT_TIMEOUT);
    }
  }

  private Break connectBreaks(InetSocketAddress remote, Optional<InetAddress> source) {
    return catchThrowableOfType(
            WireException.class,
            () ->
                SmtpConnection.connect(
                    remote, source, PATIENCE, PATIENCE, Deadline.in(PATIENCE), transcript))
        .how();
  }

  private static Reply reply(int code, String... lines) {
    return new Reply(code, List.of(lines));
  }
}
