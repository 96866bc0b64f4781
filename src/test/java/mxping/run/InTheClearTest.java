package mxping.run;

import static mxping.run.Rounds.PATIENCE;
import static mxping.run.Rounds.hosts;
import static mxping.run.Rounds.told;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import mxping.check.Auth;
import mxping.check.Checks;
import mxping.check.Tls;
import mxping.probe.ProbeResult;
import mxping.scripted.ScriptedSmtp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes on in the clear, on a new connection, where opportunistic TLS broke. */
class InTheClearTest {
  private static final String STARTTLS =
      """
      S: 220 mx.test
      C: EHLO probe.test
      S: 250-mx.test
      S: 250 STARTTLS
      C: STARTTLS
      S: 220 go
      """;

  private static final String CLEAR =
      """
      S: 220 mx.test
      C: EHLO probe.test
      S: 250-mx.test
      S: 250 STARTTLS
      C: MAIL FROM:<>
      S: 250 2.1.0 ok
      C: RCPT TO:<ann@mx.test>
      S: 250 2.1.5 ok
      C: RSET
      S: 250 2.0.0 ok
      C: QUIT
      S: 221 bye
      """;

  @TempDir Path folder;

  private static Checks check(ScriptedSmtp mx, Tls.Mode mode) {
    return Checks.host("127.0.0.1")
        .port(mx.port())
        .tls(Tls.of(mode))
        .tlsLimit(Duration.ofMillis(500))
        .rcpt("ann@mx.test");
  }

  private static ProbeResult result(Round.Completed round) {
    return ((HostResult.Probed) round.hosts().getFirst().visit()).result();
  }

  @ParameterizedTest
  @CsvSource({
    "S! tls fail handshake_failure, tls_handshake_failed",
    "S! tls hang,                   reply_timeout",
    "S! close,                      connection_lost",
    "S! reset,                      connection_lost",
  })
  void aBrokenHandshakeIsFollowedByOneConnectionInTheClear(String fault, String reason) {
    try (var mx = ScriptedSmtp.playing(STARTTLS + fault, CLEAR)) {
      Round.Completed round =
          Rounds.completed(Rounds.run(check(mx, Tls.Mode.OPPORTUNISTIC).check()));

      assertThat(hosts(round)).containsExactly("127.0.0.1: degraded " + reason + " tls up");
      ProbeResult result = result(round);
      assertThat(result.recipients()).allMatch(one -> one.success());
      assertThat(result.tls().orElseThrow().facts().established()).isFalse();
      assertThat(result.closings()).hasSize(2);
      assertThat(mx.awaitSessions(2, PATIENCE)).hasSize(2);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"S: 250 injected\nS! tls broken", "S! tls raw 250 injected\\r\\n"})
  void injectionIsFollowedByNothing(String injection) {
    try (var mx = ScriptedSmtp.playing(STARTTLS + injection, CLEAR)) {
      Round.Completed round =
          Rounds.completed(Rounds.run(check(mx, Tls.Mode.OPPORTUNISTIC).check()));

      assertThat(told(round)).isEqualTo("failed starttls_injection starttls, down, no success");
      assertThat(mx.sessions()).hasSize(1);
    }
  }

  @Test
  void requiredTlsIsNeverTriedInTheClear() {
    try (var mx = ScriptedSmtp.playing(STARTTLS + "S! tls fail", CLEAR)) {
      Round.Completed round = Rounds.completed(Rounds.run(check(mx, Tls.Mode.REQUIRED).check()));

      assertThat(told(round)).isEqualTo("failed tls_handshake_failed tls, down, no success");
      assertThat(mx.sessions()).hasSize(1);
    }
  }

  @Test
  void whatFailsInTheClearDecides() {
    String refusing =
        CLEAR.substring(0, CLEAR.indexOf("S: 250 2.1.5"))
            + "S: 550 5.1.1 who\n"
            + CLEAR.substring(CLEAR.indexOf("C: RSET"));
    try (var mx = ScriptedSmtp.playing(STARTTLS + "S! tls fail", refusing)) {
      Round.Completed round =
          Rounds.completed(Rounds.run(check(mx, Tls.Mode.OPPORTUNISTIC).check()));

      assertThat(hosts(round)).containsExactly("127.0.0.1: failed rcpt_unknown rcpt up");
      assertThat(result(round).findings()).hasSize(2);
      assertThat(result(round).transcript())
          .extracting(Object::toString)
          .anyMatch(line -> line.contains("a new connection, in the clear"));
    }
  }

  @Test
  void whereNoTimeIsLeftTheBrokenHandshakeIsTheResult() {
    try (var mx = ScriptedSmtp.playing(STARTTLS + "S! tls hang", CLEAR)) {
      Round.Completed round =
          Rounds.completed(
              Rounds.run(
                  check(mx, Tls.Mode.OPPORTUNISTIC).timeout(Duration.ofMillis(400)).check()));

      assertThat(told(round)).isEqualTo("failed deadline_exceeded tls, down, no success");
      assertThat(mx.sessions()).hasSize(1);
    }
  }

  @ParameterizedTest
  @CsvSource({"false, failed auth_unavailable auth", "true, degraded tls_handshake_failed tls"})
  void aPasswordIsSaidInTheClearOnlyWhereThatIsAllowed(boolean allowed, String told)
      throws Exception {
    Path password = Files.writeString(folder.resolve("password"), "hunter2");
    String hello = "S: 220 mx.test\nC: EHLO probe.test\nS: 250 AUTH PLAIN\n";
    String quit = "C: QUIT\nS: 221 bye\n";
    String clear = allowed ? "C: AUTH PLAIN AGFubgBodW50ZXIy\nS: 235 ok\n" : "";
    try (var mx =
        ScriptedSmtp.playing(
            STARTTLS + "S! tls fail",
            hello.replace("250 AUTH", "250-mx.test\nS: 250 AUTH") + clear + quit)) {
      Auth auth = new Auth("ann", password, Auth.Mechanism.AUTO, allowed);
      Checks check =
          Checks.host("127.0.0.1").port(mx.port()).tls(Tls.of(Tls.Mode.OPPORTUNISTIC)).auth(auth);

      Round.Completed round = Rounds.completed(Rounds.run(check.check()));

      assertThat(hosts(round)).containsExactly("127.0.0.1: " + told + " up");
      assertThat(result(round).findings()).hasSize(allowed ? 1 : 2);
    }
  }
}
