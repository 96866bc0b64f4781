package mxping.probe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static mxping.probe.AuthStory.PASSWORD;
import static mxping.probe.AuthStory.PLAIN;
import static mxping.probe.AuthStory.auth;
import static mxping.probe.AuthStory.check;
import static mxping.probe.AuthStory.inTheClear;
import static mxping.probe.AuthStory.offering;
import static mxping.probe.TlsStory.QUIT;
import static mxping.probe.TlsStory.tls;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import mxping.certificates.Certificates;
import mxping.check.Auth;
import mxping.check.Auth.Mechanism;
import mxping.check.Checks;
import mxping.check.Tls.Mode;
import mxping.check.Tls.Verify;
import mxping.check.Until;
import mxping.scripted.ScriptedSmtp;
import mxping.scripted.Submission;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** How a dialogue logs in, and what becomes of it where it cannot. */
class AuthenticationTest {
  private static final String INITIAL = base64("\0ann\0" + PASSWORD);
  private static final String AUTH_PLAIN = "C: AUTH PLAIN " + INITIAL + "\n";

  @TempDir Path folder;

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }

  private static String plainly(String lines) {
    return "S: 220 mx\nC: EHLO probe.test\nS: 250-mx.test\n" + lines + "\n";
  }

  @Test
  void plainWithItsInitialResponse() {
    Story story =
        TlsStory.of(
            PLAIN + AUTH_PLAIN + "S: 235 2.7.0 ok\n" + QUIT, check(folder, Mechanism.PLAIN));

    story.assertTold().isEqualTo("ok none auth up quit");
    assertThat(story.phases())
        .isEqualTo("connect greeting=220 ehlo=250 starttls=220 tls auth=235 quit=221");
    assertThat(story.decidingCode()).contains(235);
    assertThat(story.session().said().getFirst()).isEqualTo("EHLO probe.test");
    assertThat(story.session().saidInTls()).contains("AUTH PLAIN " + INITIAL);
    assertThat(story.transcript()).contains("C: AUTH PLAIN <secret>\n");
  }

  @ParameterizedTest
  @EnumSource
  void everyMechanismWithTheRightPassword(Mechanism mechanism) {
    Story story =
        AuthStory.of(
            new Submission("ann", PASSWORD, "LOGIN PLAIN CRAM-MD5 SCRAM-SHA-256"),
            check(folder, mechanism));

    story.assertTold().isEqualTo("ok none auth up quit");
    String spoken =
        mechanism == Mechanism.AUTO ? "SCRAM-SHA-256" : mechanism.name().replace('_', '-');
    assertThat(story.transcript()).contains("C: AUTH " + spoken);
  }

  @ParameterizedTest
  @EnumSource
  void everyMechanismWithTheWrongPassword(Mechanism mechanism) {
    Story story =
        AuthStory.of(
            new Submission("ann", "another", "LOGIN PLAIN CRAM-MD5 SCRAM-SHA-256"),
            check(folder, mechanism));

    story.assertTold().isEqualTo("failed auth_rejected auth up quit");
    assertThat(story.decidingCode()).contains(535);
    assertThat(story.result().deciding().reason().fault()).isEqualTo(Fault.CLIENT);
  }

  @Test
  void recipientsAreAskedForAfterIt() {
    Story story =
        AuthStory.of(
            new Submission("ann", PASSWORD, "PLAIN"),
            check(folder, Mechanism.AUTO).rcpt("bob@elsewhere.test"));

    story.assertTold().isEqualTo("ok none rcpt up quit");
    assertThat(story.recipients()).containsExactly("1 accepted none");
  }

  @Test
  void nobodyIsAskedForWhereItFails() {
    Story story =
        AuthStory.of(
            new Submission("ann", "another", "PLAIN"),
            check(folder, Mechanism.AUTO).rcpt("bob@elsewhere.test"));

    story.assertTold().isEqualTo("failed auth_rejected auth up quit");
    assertThat(story.recipients()).containsExactly("1 unasked none");
  }

  @Test
  void aDialogueThatEndsBeforeItNeverReadsThePassword() throws Exception {
    Checks check = check(folder, Mechanism.PLAIN).until(Until.STARTTLS);
    Files.delete(folder.resolve("password"));

    TlsStory.of(PLAIN + QUIT, check).assertTold().isEqualTo("ok none ehlo up quit");
  }

  @ParameterizedTest
  @CsvSource({
    "535 5.7.8 no,          failed auth_rejected auth up quit",
    "534 5.7.9 too weak,    failed auth_rejected auth up quit",
    "535 no,                failed auth_rejected auth up quit",
    "454 4.7.0 later,       failed auth_unavailable auth up quit",
    "530 5.7.0 STARTTLS,    failed auth_unavailable auth up quit",
    "538 5.7.11 encrypt,    failed auth_unavailable auth up quit",
    "432 4.7.12 transition, failed auth_unavailable auth up quit",
    "503 5.5.1 order,       failed auth_unavailable auth up quit",
    "504 5.5.4 unknown,     failed auth_unavailable auth up quit",
    "501 5.5.2 syntax,      failed auth_unavailable auth up quit",
    "550 5.7.25 rdns,       inconclusive blocked auth up quit",
    "250 fine,              failed protocol_error auth down quit",
    "220 fine,              failed protocol_error auth down quit",
    "354 go ahead,          failed protocol_error auth down quit",
    "421 4.3.2 bye,         failed service_unavailable auth down quit",
    "421 4.7.0 enough,      inconclusive rate_limited auth up quit",
    "what,                  failed protocol_error auth down unanswered",
  })
  void whatTheHostReplies(String reply, String told) {
    String quit = told.endsWith("unanswered") ? "C: QUIT\n" : QUIT;

    TlsStory.of(PLAIN + AUTH_PLAIN + "S: " + reply + "\n" + quit, check(folder, Mechanism.PLAIN))
        .assertTold()
        .isEqualTo(told);
  }

  @ParameterizedTest
  @CsvSource({
    "S! close,   failed connection_lost auth down peer",
    "S! reset,   failed connection_lost auth down peer",
    "S! silence, failed reply_timeout auth down unanswered",
    "S! flood,   failed protocol_error auth down unanswered",
  })
  void aHostThatLeaves(String step, String told) {
    TlsStory.of(
            PLAIN + AUTH_PLAIN + step,
            check(folder, Mechanism.PLAIN).replyLimit(Duration.ofMillis(700)))
        .assertTold()
        .isEqualTo(told);
  }

  @ParameterizedTest
  @CsvSource({
    "S: 250 AUTH=PLAIN,                PLAIN, PLAIN",
    "S: 250-AUTH=LOGIN\\nS: 250 AUTH PLAIN, AUTO, PLAIN",
    "S: 250 auth plain,                PLAIN, PLAIN",
  })
  void theOldFormOfTheOffer(String lines, Mechanism mechanism, String spoken) {
    String script = offering(lines.replace("\\n", "\n")) + AUTH_PLAIN + "S: 235 ok\n" + QUIT;

    Story story = TlsStory.of(script, check(folder, mechanism));

    story.assertTold().isEqualTo("ok none auth up quit");
    assertThat(story.transcript()).contains("C: AUTH " + spoken);
  }

  @ParameterizedTest
  @CsvSource({
    "S: 250 DSN,              AUTO,          AUTH not offered",
    "S: 250 AUTH,             AUTO,          AUTH not offered",
    "S: 250 AUTH LOGIN PLAIN, SCRAM_SHA_256, 'SCRAM-SHA-256 not offered, but LOGIN, PLAIN'",
    "S: 250 AUTH XOAUTH2,     AUTO,          'SCRAM-SHA-256, CRAM-MD5, PLAIN, LOGIN not offered, but XOAUTH2'",
  })
  void whatIsNotOffered(String lines, Mechanism mechanism, String words) {
    Story story = TlsStory.of(offering(lines) + QUIT, check(folder, mechanism));

    story.assertTold().isEqualTo("failed auth_unavailable auth up quit");
    assertThat(story.result().deciding().detail()).isEqualTo(words);
  }

  @ParameterizedTest
  @CsvSource({
    "CRAM_MD5, CRAM-MD5,      334,             protocol_error",
    "CRAM_MD5, CRAM-MD5,      334 what?!,      protocol_error",
    "LOGIN,    LOGIN,         334 Username:,   protocol_error",
    "LOGIN,    LOGIN,         334 5.7.0 go on, protocol_error",
  })
  void challengesThatAreNone(Mechanism mechanism, String name, String reply, String reason) {
    String script =
        offering("S: 250 AUTH " + name)
            + ("C: AUTH " + name + "\nS: " + reply + "\nC: *\nS: 501 5.5.2 cancelled\n")
            + QUIT;

    TlsStory.of(script, check(folder, mechanism))
        .assertTold()
        .isEqualTo("failed " + reason + " auth down quit");
  }

  /** RFC 4954 4: a line of the exchange may have 12,288 octets, its CRLF included. */
  @Test
  void theLongestChallengeIsAnswered() {
    String longest = "334 " + base64("c".repeat(9210));
    assertThat(longest.length() + 2).isBetween(12_285, 12_288);

    Story story =
        TlsStory.of(
            challenging(longest) + "C: *\nS: 235 ok\n" + QUIT, check(folder, Mechanism.CRAM_MD5));

    story.assertTold().isEqualTo("ok none auth up quit");
    String response = story.session().saidInTls().get(2);
    assertThat(new String(Base64.getDecoder().decode(response), UTF_8)).matches("ann [0-9a-f]{32}");
  }

  @Test
  void aChallengeThatIsTooLongIsNot() {
    String tooLong = "334 " + base64("c".repeat(9213));

    TlsStory.of(challenging(tooLong) + "C: QUIT", check(folder, Mechanism.CRAM_MD5))
        .assertTold()
        .isEqualTo("failed protocol_error auth down unanswered");
  }

  private static String challenging(String reply) {
    return offering("S: 250 AUTH CRAM-MD5") + "C: AUTH CRAM-MD5\nS: " + reply + "\n";
  }

  @Test
  void loginIsContentWithoutText() {
    String script =
        offering("S: 250 AUTH LOGIN")
            + ("C: AUTH LOGIN\nS: 334\nC: " + base64("ann") + "\nS: 334 \n")
            + ("C: " + base64(PASSWORD) + "\nS: 235 ok\n")
            + QUIT;

    TlsStory.of(script, check(folder, Mechanism.LOGIN))
        .assertTold()
        .isEqualTo("ok none auth up quit");
  }

  @Test
  void aChallengeToPlainIsCancelled() {
    String script = PLAIN + AUTH_PLAIN + "S: 334 \nC: *\nS: 501 5.5.2 cancelled\n" + QUIT;

    TlsStory.of(script, check(folder, Mechanism.PLAIN))
        .assertTold()
        .isEqualTo("failed protocol_error auth down quit");
  }

  @Test
  void anInitialResponseThatIsTooLongForItsLine() throws Exception {
    Files.writeString(folder.resolve("password"), "x".repeat(400));
    String script =
        PLAIN
            + ("C: AUTH PLAIN\nS: 334 \nC: " + base64("\0ann\0" + "x".repeat(400)) + "\n")
            + "S: 235 ok\n"
            + QUIT;

    TlsStory.of(script, check(folder, Mechanism.PLAIN))
        .assertTold()
        .isEqualTo("ok none auth up quit");
  }

  @Test
  void scramThatEndsWithoutTheHostsProof() {
    String script =
        offering("S: 250 AUTH SCRAM-SHA-256")
            + "C: AUTH SCRAM-SHA-256 *\nS: 235 2.7.0 welcome\n"
            + QUIT;

    TlsStory.of(script, check(folder, Mechanism.AUTO))
        .assertTold()
        .isEqualTo("failed protocol_error auth down quit");
  }

  @Test
  void scramOfAHostThatWantsTooMuchWork() {
    try (var mx =
        ScriptedSmtp.showing(Certificates.valid("mx.test"))
            .following(() -> new Costly("i=2147483647"))) {
      Story story = Story.of(mx, check(folder, Mechanism.AUTO));

      story.assertTold().isEqualTo("failed auth_unavailable auth up quit");
      assertThat(story.result().deciding().detail())
          .isEqualTo("2147483647 iterations are wanted, more than 100000");
      assertThat(story.session().saidInTls()).contains("*");
      assertThat(story.result().duration()).isLessThan(Duration.ofSeconds(10));
    }
  }

  /** A host whose SCRAM asks for so many iterations. */
  private record Costly(String iterations) implements java.util.function.UnaryOperator<String> {
    @Override
    public String apply(String command) {
      if (command.startsWith("EHLO")) {
        return "250-mx.test\n250-STARTTLS\n250 AUTH SCRAM-SHA-256";
      }
      if (!command.startsWith("AUTH")) {
        return command.equals("*") ? "501 5.5.2 cancelled" : "";
      }
      String first = new String(Base64.getDecoder().decode(command.split(" ", -1)[2]), UTF_8);
      String nonce = first.substring(first.indexOf("r="));
      return "334 " + base64(nonce + "x,s=W22ZaJ0SNY7soEsUEjb6gQ==," + iterations);
    }
  }

  @Test
  void inTheClearNothingIsSaidOfThePassword() {
    String script = plainly("S: 250 AUTH PLAIN") + QUIT;
    Checks check =
        Story.check().tls(tls(Mode.OPPORTUNISTIC)).auth(auth(folder, Mechanism.PLAIN, false));

    Story story = Story.of(script, check);

    story.assertTold().isEqualTo("failed auth_unavailable auth up quit");
    assertThat(story.result().deciding().detail())
        .isEqualTo("the password is not said where there is no TLS");
  }

  @Test
  void inTheClearWhereThatIsAllowed() {
    Story.of(
            plainly("S: 250 AUTH PLAIN") + AUTH_PLAIN + "S: 235 ok\n" + QUIT,
            inTheClear(folder, Mechanism.AUTO))
        .assertTold()
        .isEqualTo("ok none auth up quit");
  }

  @Test
  void afterBrokenTlsNothingIsSaidOfThePassword() {
    Checks check =
        Story.check().tls(tls(Mode.OPPORTUNISTIC)).auth(auth(folder, Mechanism.PLAIN, false));
    Prober prober = new Prober(check.check(), Optional.of("probe.test"));
    String script = plainly("S: 250-STARTTLS\nS: 250 AUTH PLAIN") + QUIT;

    try (var mx = ScriptedSmtp.playing(script)) {
      Terms clear = prober.terms("mx.test", mx.address()).inTheClear();
      ProbeResult result = Story.probe(prober, clear, new OpenDialogues());

      assertThat(Story.told(result)).isEqualTo("failed auth_unavailable auth up quit");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "REPORT,  failed auth_unavailable auth up quit",
    "REQUIRE, failed certificate_host_mismatch tls up quit",
    "OFF,     ok none auth up quit",
  })
  void aHostThatDoesNotProveItsName(Verify verify, String told) {
    Checks check =
        Story.check().tls(tls(Mode.REQUIRED, verify)).auth(auth(folder, Mechanism.PLAIN, false));
    String script =
        switch (verify) {
          case REPORT -> PLAIN + QUIT;
          case REQUIRE -> TlsStory.REFUSED;
          case OFF -> PLAIN + AUTH_PLAIN + "S: 235 ok\n" + QUIT;
        };

    Story story = TlsStory.of(Certificates.valid("other.test"), script, check);

    story.assertTold().isEqualTo(told);
    if (verify == Verify.REPORT) {
      assertThat(story.findings())
          .containsExactly(
              "degraded certificate_host_mismatch tls", "failed auth_unavailable auth");
      assertThat(story.result().deciding().detail())
          .isEqualTo("the password is not said where the certificate does not hold");
    }
  }

  @Test
  void aHostThatDoesNotProveItsNameToACheckThatWouldSayItInTheClear() {
    Checks check =
        Story.check().tls(tls(Mode.OPPORTUNISTIC)).auth(auth(folder, Mechanism.PLAIN, true));

    TlsStory.of(Certificates.valid("other.test"), PLAIN + AUTH_PLAIN + "S: 235 ok\n" + QUIT, check)
        .assertTold()
        .isEqualTo("ok none auth up quit");
  }

  @Test
  void aPasswordThatIsGoneIsOurMatter() throws Exception {
    Checks check = check(folder, Mechanism.PLAIN);
    Path file = folder.resolve("password");
    Files.delete(file);

    Story story = TlsStory.of(PLAIN + QUIT, check);

    story.assertTold().isEqualTo("inconclusive internal_error auth down quit");
    assertThat(story.result().deciding().detail())
        .isEqualTo("password_file " + file + " is no file that is there");
    assertThat(TlsStory.facts(story).verified()).isTrue();
  }

  @Test
  void aPasswordThatIsRotatedIsReadAnew() throws Exception {
    Prober prober = new Prober(check(folder, Mechanism.AUTO).check(), Optional.of("probe.test"));
    try (var mx =
        ScriptedSmtp.showing(Certificates.valid("mx.test"))
            .following(() -> new Submission("ann", "rotated", "PLAIN SCRAM-SHA-256"))) {
      ProbeResult before = Story.probe(prober, mx.address(), new OpenDialogues());
      Files.writeString(folder.resolve("password"), "rotated\n");
      ProbeResult after = Story.probe(prober, mx.address(), new OpenDialogues());

      assertThat(Story.told(before)).isEqualTo("failed auth_rejected auth up quit");
      assertThat(Story.told(after)).isEqualTo("ok none auth up quit");
    }
  }

  @Test
  void sessionsAreSharedOnlyByWhoLogsInAsTheSame() {
    var remote = new InetSocketAddress(InetAddress.getLoopbackAddress(), 587);
    Auth ann = auth(folder, Mechanism.AUTO, false);
    Auth bob = new Auth("bob", ann.passwordFile(), Mechanism.AUTO, false);
    Auth other = new Auth("ann", folder.resolve("other"), Mechanism.AUTO, false);

    assertThat(terms(ann, remote))
        .isEqualTo(terms(auth(folder, Mechanism.AUTO, false), remote))
        .isNotEqualTo(terms(bob, remote))
        .isNotEqualTo(terms(other, remote))
        .isNotEqualTo(terms(auth(folder, Mechanism.PLAIN, false), remote))
        .isNotEqualTo(terms(auth(folder, Mechanism.AUTO, true), remote))
        .isNotEqualTo(
            new Prober(Story.check().until(Until.AUTH).check(), Optional.empty())
                .terms("mx.test", remote));
  }

  private static Terms terms(Auth auth, InetSocketAddress remote) {
    return new Prober(Story.check().auth(auth).check(), Optional.empty()).terms("mx.test", remote);
  }
}
