package mxping.probe;

import static mxping.probe.TlsStory.GOOD;
import static mxping.probe.TlsStory.HELLO_AGAIN;
import static mxping.probe.TlsStory.QUIT;
import static mxping.probe.TlsStory.STARTTLS;
import static mxping.probe.TlsStory.facts;
import static mxping.probe.TlsStory.tls;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import mxping.certificates.Certificates;
import mxping.check.Tls;
import mxping.check.Tls.Mode;
import mxping.check.Tls.Verify;
import mxping.check.Until;
import mxping.scripted.ScriptedSmtp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How a dialogue comes to TLS, and what becomes of it where it does not. */
class EncryptionTest {
  private static final Duration SHORT = Duration.ofMillis(600);

  @ParameterizedTest
  @EnumSource(names = {"EHLO", "STARTTLS"})
  void starttlsThenEhloOnceMore(Until until) {
    Story story = Story.of(GOOD, Story.check().tls(tls(Mode.OPPORTUNISTIC)).until(until));

    story.assertTold().isEqualTo("ok none ehlo up quit");
    assertThat(story.phases()).isEqualTo("connect greeting=220 ehlo=250 starttls=220 tls quit=221");
    assertThat(story.session().saidInTls()).containsExactly("EHLO probe.test", "QUIT");
    assertThat(story.session().transcript()).contains("C! close_notify");
  }

  @Test
  void whatWasLearntBeforeIsForgotten() {
    Story story =
        Story.of(
            GOOD,
            Story.check().tls(tls(Mode.REQUIRED)).capabilities("DSN").forbidding("AUTH", "DSN"));

    story.assertTold().isEqualTo("failed capability_forbidden ehlo up quit");
    assertThat(story.result().findings())
        .extracting(Finding::detail)
        .containsExactly("AUTH offered");
    assertThat(story.result().capabilities().keywords()).containsExactly("DSN");
    assertThat(TlsStory.result(story).vanished()).containsExactly("AUTH");
    assertThat(TlsStory.result(story).appeared()).containsExactly("DSN");
  }

  @Test
  void whereItIsOffNothingIsSaidOfIt() {
    String script = STARTTLS.substring(0, STARTTLS.indexOf("C: STARTTLS")) + QUIT;

    Story story = Story.of(script, Story.check());

    story.assertTold().isEqualTo("ok none ehlo up quit");
    assertThat(story.result().tls()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "OPPORTUNISTIC, ok none ehlo",
    "REQUIRED,      failed starttls_not_supported starttls",
  })
  void aHostThatDoesNotOfferIt(Mode mode, String told) {
    String script = "S: 220 mx\nC: EHLO probe.test\nS: 250 mx.test\n" + QUIT;

    Story.of(script, Story.check().tls(tls(mode))).assertTold().isEqualTo(told + " up quit");
  }

  @ParameterizedTest
  @CsvSource({
    "OPPORTUNISTIC, 454 4.7.0 not now,   degraded starttls_rejected starttls up quit",
    "OPPORTUNISTIC, 501 5.5.2 what,      degraded starttls_rejected starttls up quit",
    "REQUIRED,      454 4.7.0 not now,   failed starttls_rejected starttls up quit",
    "REQUIRED,      554 5.7.3 no,        failed starttls_rejected starttls up quit",
    "REQUIRED,      250 fine,            failed protocol_error starttls down quit",
    "OPPORTUNISTIC, 354 go ahead,        failed protocol_error starttls down quit",
    "OPPORTUNISTIC, 421 4.3.2 bye,       failed service_unavailable starttls down quit",
  })
  void aHostThatRefusesIt(Mode mode, String reply, String told) {
    String script = STARTTLS.replace("220 go", reply) + QUIT;

    Story story = Story.of(script, Story.check().tls(tls(mode)));

    story.assertTold().isEqualTo(told);
    assertThat(story.result().tls()).isEmpty();
  }

  @Test
  void aRefusalDoesNotKeepRecipientsFromBeingAskedFor() {
    String script =
        STARTTLS.replace("220 go", "454 4.7.0 not now")
            + Story.upTo(Phase.QUIT).substring(Story.upTo(Phase.QUIT).indexOf("C: MAIL"))
            + "S: 221 bye";

    Story story = Story.of(script, Story.check().tls(tls(Mode.OPPORTUNISTIC)).rcpt("ann@mx.test"));

    story.assertTold().isEqualTo("degraded starttls_rejected starttls up quit");
    assertThat(story.recipients()).containsExactly("1 accepted none");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "S: 250 injected\nS! tls broken",
        "S: 250-injected\nS: 250 DSN\nS! tls broken",
        "S! tls raw 250 injected\\r\\n",
        "S! tls garbage",
        "S! pause 100ms\nS: 250 injected\nS! tls broken",
        "S: x\nS! silence",
      })
  void injectedOctetsAreNeverTakenForAReply(String injection) {
    Story story = Story.of(STARTTLS + injection, Story.check().tls(tls(Mode.OPPORTUNISTIC)));

    story.assertTold().isEqualTo("failed starttls_injection starttls down abort");
    assertThat(story.result().capabilities().keywords()).contains("STARTTLS");
    assertThat(story.transcript()).doesNotContain("injected");
  }

  @ParameterizedTest
  @CsvSource({
    "S! tls fail handshake_failure,  handshake_failure",
    "S! tls fail protocol_version,   protocol_version",
    "S! tls fail unrecognized_name,  unrecognized_name",
  })
  void anAlertOfTheOtherSideIsTold(String step, String alert) {
    Story story = Story.of(STARTTLS + step, Story.check().tls(tls(Mode.REQUIRED)));

    story.assertTold().isEqualTo("failed tls_handshake_failed tls down abort");
    assertThat(facts(story).alert()).contains(alert);
    assertThat(facts(story).established()).isFalse();
    assertThat(facts(story).chain()).isEmpty();
    assertThat(story.result().deciding().detail()).contains(alert);
  }

  @Test
  void garbageThatLooksLikeARecordIsAFailedHandshake() {
    Story.of(
            STARTTLS + "S! tls raw \\x16\\x03\\x03\\x00\\x05hello",
            Story.check().tls(tls(Mode.REQUIRED)))
        .assertTold()
        .isEqualTo("failed tls_handshake_failed tls down abort");
  }

  /** A server that chooses what we never offered, as those do that know nothing newer. */
  @ParameterizedTest
  @CsvSource({
    "\\x01, \\xc0\\x13, TLS10",
    "\\x02, \\xc0\\x13, TLS11",
    "\\x03, \\x00\\x6c, anon",
    "\\x03, \\x00\\x05, RC4",
  })
  void oldVersionsAndWeakSuitesAreNotTaken(String version, String cipher, String words) {
    String hello =
        "\\x16\\x03%1$s\\x00\\x2a\\x02\\x00\\x00\\x26\\x03%1$s%2$s\\x00%3$s\\x00"
            .formatted(version, "r".repeat(32), cipher);

    Story story = Story.of(STARTTLS + "S! tls raw " + hello, Story.check().tls(tls(Mode.REQUIRED)));

    story.assertTold().isEqualTo("failed tls_handshake_failed tls down abort");
    assertThat(story.result().deciding().detail()).contains(words);
  }

  @ParameterizedTest
  @ValueSource(ints = {512, 768, 896})
  void aWeakKeyIsNotTakenAndItsCertificateIsStillTold(int bits) {
    Story story =
        TlsStory.of(
            Certificates.rsa(bits, "mx.test"),
            STARTTLS + "S! tls broken",
            Story.check().tls(tls(Mode.REQUIRED)));

    story.assertTold().isEqualTo("failed tls_handshake_failed tls down abort");
    assertThat(story.result().deciding().detail()).contains("RSA");
    assertThat(facts(story).chain()).hasSize(1);
    assertThat(facts(story).chain().getFirst().key()).isEqualTo("RSA " + bits);
    assertThat(facts(story).notAfter()).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"S! tls hang", "S! tls drip 100ms broken"})
  void aHandshakeThatHangsOrDripsEndsOnTime(String step) {
    Story limited =
        Story.of(STARTTLS + step, Story.check().tls(tls(Mode.REQUIRED)).tlsLimit(SHORT));
    Story bounded = Story.of(STARTTLS + step, Story.check().tls(tls(Mode.REQUIRED)).timeout(SHORT));

    limited.assertTold().isEqualTo("failed reply_timeout tls down abort");
    assertThat(limited.result().duration()).isLessThan(SHORT.plusSeconds(3));
    bounded.assertTold().isEqualTo("failed deadline_exceeded tls down abort");
    assertThat(bounded.result().duration()).isLessThan(SHORT.plusSeconds(3));
  }

  @ParameterizedTest
  @CsvSource({
    "S! close, failed connection_lost tls down peer",
    "S! reset, failed connection_lost tls down peer",
    "S! silence, failed reply_timeout tls down abort",
  })
  void aHostThatLeavesInsteadOfShakingHands(String step, String told) {
    Story.of(STARTTLS + step, Story.check().tls(tls(Mode.REQUIRED)).tlsLimit(SHORT))
        .assertTold()
        .isEqualTo(told);
  }

  @ParameterizedTest
  @CsvSource({
    "S! silence,  failed reply_timeout ehlo down unanswered",
    "S! close,    failed connection_lost ehlo down peer",
    "S! truncate, failed connection_lost ehlo down peer",
    "S! reset,    failed connection_lost ehlo down peer",
    "S! flood,    failed protocol_error ehlo down unanswered",
  })
  void aHostThatFailsInsideTls(String step, String told) {
    Story.of(
            STARTTLS + "S! tls\nC: EHLO probe.test\n" + step,
            Story.check().tls(tls(Mode.REQUIRED)).replyLimit(SHORT))
        .assertTold()
        .isEqualTo(told);
  }

  @Test
  void implicitTlsComesBeforeTheGreeting() {
    String script = "S! tls\nS: 220 mx\n" + HELLO_AGAIN + QUIT;

    Story story = Story.of(script, Story.check().tls(tls(Mode.IMPLICIT)).forbidding("DSN"));

    story.assertTold().isEqualTo("ok none ehlo up quit");
    assertThat(story.phases()).isEqualTo("connect greeting=220 ehlo=250 tls quit=221");
    assertThat(TlsStory.result(story).before()).isEmpty();
    assertThat(TlsStory.result(story).vanished()).isEmpty();
  }

  @Test
  void anImplicitPortThatIsPlain() {
    Story story = Story.of("S: 220 mx.test\nS! silence", Story.check().tls(tls(Mode.IMPLICIT)));

    story.assertTold().isEqualTo("failed tls_handshake_failed tls down abort");
    assertThat(story.result().deciding().detail()).isEqualTo("what answers there is no TLS");
  }

  @Test
  void aPlainPortThatIsImplicit() {
    Story.of("S! silence", Story.check().tls(tls(Mode.REQUIRED)).replyLimit(SHORT))
        .assertTold()
        .isEqualTo("failed reply_timeout greeting down abort");
  }

  @Test
  void implicitTlsOfWhichOnlyTheConnectionIsAskedFor() {
    Story.of("S! silence", Story.check().tls(tls(Mode.IMPLICIT)).until(Until.CONNECT))
        .assertTold()
        .isEqualTo("ok none connect up abort");
  }

  private static Tls showing(String name) {
    return tls(
        Mode.REQUIRED,
        Verify.REPORT,
        Optional.empty(),
        Optional.of(Certificates.valid(name)),
        false);
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void aCertificateOfOurOwnIsShownToWhoAsksForIt(String version) {
    String script = GOOD.replace("S! tls", "S! tls needs " + version);

    Story story = Story.of(script, Story.check().tls(showing("probe.test")));

    story.assertTold().isEqualTo("ok none ehlo up quit");
    assertThat(story.session().tls().orElseThrow().clientSubject()).contains("CN=probe.test");
    assertThat(facts(story).version()).contains(version);
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void aHostThatNeedsACertificateOfOurs(String version) {
    Story story =
        Story.of(
            STARTTLS + "S! tls broken needs " + version, Story.check().tls(tls(Mode.REQUIRED)));

    story.assertTold().isEqualTo("failed tls_handshake_failed tls down abort");
    assertThat(facts(story).alert()).isPresent();
    assertThat(facts(story).chain()).isNotEmpty();
    assertThat(facts(story).verified()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"false, TLSv1.2", "false, TLSv1.3", "true, TLSv1.2", "true, TLSv1.3"})
  void sessionsAreResumedOnlyWhereThatIsAllowed(boolean resume, String version) {
    Tls wish = tls(Mode.REQUIRED, Verify.REPORT, Optional.empty(), Optional.empty(), resume);
    String script = GOOD.replace("S! tls", "S! tls " + version);

    try (var mx = ScriptedSmtp.playing(script)) {
      Prober prober = new Prober(Story.check().tls(wish).check(), Optional.of("probe.test"));
      Story.probe(prober, mx.address(), new OpenDialogues());
      ProbeResult second = Story.probe(prober, mx.address(), new OpenDialogues());

      var facts = second.tls().orElseThrow().facts();
      assertThat(facts.resumed()).isEqualTo(resume);
      assertThat(facts.verified()).isTrue();
      assertThat(facts.notAfter()).isPresent();
      assertThat(mx.awaitSessions(2, Story.PATIENCE).get(1).tls().orElseThrow().resumed())
          .isEqualTo(resume);
    }
  }

  @Test
  void checksOfTheSameAddressShareASessionOnlyOnEqualTerms() {
    var remote = new InetSocketAddress(InetAddress.getLoopbackAddress(), 25);
    Prober off = new Prober(Story.check().check(), Optional.empty());
    Prober on = new Prober(Story.check().tls(tls(Mode.REQUIRED)).check(), Optional.empty());

    assertThat(off.terms("a.test", remote)).isEqualTo(off.terms("b.test", remote));
    assertThat(on.terms("a.test", remote))
        .isEqualTo(on.terms("a.test", remote))
        .isNotEqualTo(on.terms("b.test", remote))
        .isNotEqualTo(off.terms("a.test", remote));
    assertThat(on.terms("a.test", remote).inTheClear()).isEqualTo(off.terms("b.test", remote));
  }
}
