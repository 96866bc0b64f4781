package mxping.probe;

import static mxping.probe.TlsStory.GOOD;
import static mxping.probe.TlsStory.HELLO_AGAIN;
import static mxping.probe.TlsStory.QUIT;
import static mxping.probe.TlsStory.REFUSED;
import static mxping.probe.TlsStory.STARTTLS;
import static mxping.probe.TlsStory.facts;
import static mxping.probe.TlsStory.tls;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import mxping.certificates.Certificates;
import mxping.certificates.Credential;
import mxping.check.Tls.Mode;
import mxping.check.Tls.Verify;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each kind of certificate, and what each wish of a check makes of it. */
class CertificatesOfHostsTest {
  private static Credential credential(String kind) {
    return switch (kind) {
      case "valid" -> Certificates.valid("mx.test");
      case "full chain" -> Certificates.fullChain("mx.test");
      case "wildcard" -> Certificates.valid("*.test");
      case "wide wildcard" -> Certificates.valid("*.mx.test");
      case "expired" -> Certificates.expired("mx.test");
      case "not yet valid" -> Certificates.notYetValid("mx.test");
      case "wrong name" -> Certificates.valid("other.test");
      case "self-signed" -> Certificates.selfSigned("mx.test");
      case "self-signed, expired" -> Certificates.selfSignedExpired("mx.test");
      case "unknown issuer" -> Certificates.unknownIssuer("mx.test");
      case "missing intermediate" -> Certificates.missingIntermediate("mx.test");
      case "common name" -> Certificates.commonNameOnly("mx.test");
      case "expiring" -> Certificates.expiringIn(Duration.ofDays(5), "mx.test");
      case "everything" -> Certificates.selfSignedExpired("other.test");
      default -> throw new IllegalArgumentException(kind);
    };
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          valid                | ''
          full chain           | ''
          wildcard             | certificate_host_mismatch
          wide wildcard        | certificate_host_mismatch
          expired              | certificate_expired
          not yet valid        | certificate_not_trusted
          wrong name           | certificate_host_mismatch
          self-signed          | certificate_not_trusted
          self-signed, expired | certificate_expired certificate_not_trusted
          unknown issuer       | certificate_not_trusted
          missing intermediate | certificate_not_trusted
          common name          | certificate_host_mismatch
          expiring             | ''
          everything           | certificate_expired certificate_host_mismatch certificate_not_trusted
          """)
  void allFlawsAreToldWhateverTheCheckMakesOfThem(String kind, String flaws) {
    Story story =
        TlsStory.of(credential(kind), GOOD, Story.check().tls(tls(Mode.OPPORTUNISTIC, Verify.OFF)));

    story.assertTold().isEqualTo("ok none ehlo up quit");
    assertThat(TlsStory.result(story).flaws()).isEqualTo(flaws);
    assertThat(facts(story).verified()).isEqualTo(flaws.isEmpty());
    assertThat(facts(story).version()).contains("TLSv1.3");
    assertThat(facts(story).notAfter())
        .contains(
            credential(kind).chain().stream()
                .map(one -> one.getNotAfter().toInstant())
                .min(Instant::compareTo)
                .orElseThrow());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # mode       | verify  | certificate | what is made of it
          OPPORTUNISTIC | OFF     | expired     | ok none ehlo
          OPPORTUNISTIC | REPORT  | expired     | ok none ehlo
          OPPORTUNISTIC | REPORT  | self-signed | ok none ehlo
          OPPORTUNISTIC | REPORT  | expiring    | degraded certificate_expiring tls
          OPPORTUNISTIC | REQUIRE | expired     | failed certificate_expired tls
          OPPORTUNISTIC | REQUIRE | valid       | ok none ehlo
          REQUIRED      | OFF     | everything  | ok none ehlo
          REQUIRED      | OFF     | expiring    | ok none ehlo
          REQUIRED      | REPORT  | valid       | ok none ehlo
          REQUIRED      | REPORT  | expired     | degraded certificate_expired tls
          REQUIRED      | REPORT  | everything  | degraded certificate_expired tls
          REQUIRED      | REPORT  | wrong name  | degraded certificate_host_mismatch tls
          REQUIRED      | REPORT  | self-signed | degraded certificate_not_trusted tls
          REQUIRED      | REPORT  | expiring    | degraded certificate_expiring tls
          REQUIRED      | REQUIRE | valid       | ok none ehlo
          REQUIRED      | REQUIRE | expiring    | degraded certificate_expiring tls
          REQUIRED      | REQUIRE | expired     | failed certificate_expired tls
          REQUIRED      | REQUIRE | everything  | failed certificate_expired tls
          REQUIRED      | REQUIRE | wrong name  | failed certificate_host_mismatch tls
          REQUIRED      | REQUIRE | self-signed | failed certificate_not_trusted tls
          """)
  void whatACertificateMeansIsTheChecksToSay(Mode mode, Verify verify, String kind, String told) {
    String script = told.startsWith("failed") ? REFUSED : GOOD;

    Story story = TlsStory.of(credential(kind), script, Story.check().tls(tls(mode, verify)));

    story.assertTold().isEqualTo(told + " up quit");
    assertThat(facts(story).notAfter()).isPresent();
  }

  @ParameterizedTest
  @CsvSource({"REPORT, expired, degraded certificate_expired tls", "REQUIRE, valid, ok none ehlo"})
  void implicitTlsIsJudgedAsRequiredTlsIs(Verify verify, String kind, String told) {
    String script =
        """
        S! tls
        S: 220 mx.test
        C: EHLO probe.test
        S: 250 mx.test
        C: QUIT
        S: 221 bye
        """;

    TlsStory.of(credential(kind), script, Story.check().tls(tls(Mode.IMPLICIT, verify)))
        .assertTold()
        .isEqualTo(told + " up quit");
  }

  @Test
  void anImplicitHostThatIsNotTakenIsLeftBeforeItGreets() {
    TlsStory.of(
            credential("expired"),
            "S! tls\nS! silence",
            Story.check().tls(tls(Mode.IMPLICIT, Verify.REQUIRE)))
        .assertTold()
        .isEqualTo("failed certificate_expired tls up abort");
  }

  @Test
  void allReasonsAreFoundInTheirOrder() {
    Story story =
        TlsStory.of(
            credential("everything"),
            REFUSED,
            Story.check().tls(tls(Mode.REQUIRED, Verify.REQUIRE)).rcpt("ann@mx.test"));

    assertThat(story.findings())
        .containsExactly(
            "failed certificate_expired tls",
            "failed certificate_host_mismatch tls",
            "failed certificate_not_trusted tls");
    assertThat(story.recipients()).containsExactly("1 unasked none");
    assertThat(story.result().findings())
        .extracting(Finding::detail)
        .satisfiesExactly(
            words -> assertThat(words).startsWith("expired at 20"),
            words -> assertThat(words).isEqualTo("is for other.test, not mx.test"),
            words -> assertThat(words).isEqualTo("self-signed"));
  }

  @Test
  void aDegradedHostIsAskedForItsRecipients() {
    String script =
        STARTTLS
            + "S! tls\n"
            + HELLO_AGAIN
            + """
            C: MAIL FROM:<>
            S: 250 2.1.0 ok
            C: RCPT TO:<ann@mx.test>
            S: 250 2.1.5 ok
            C: RSET
            S: 250 2.0.0 ok
            """
            + QUIT;

    Story story =
        TlsStory.of(
            credential("expired"),
            script,
            Story.check().tls(tls(Mode.REQUIRED)).rcpt("ann@mx.test"));

    story.assertTold().isEqualTo("degraded certificate_expired tls up quit");
    assertThat(story.recipients()).containsExactly("1 accepted none");
    assertThat(story.session().saidInTls()).hasSize(5);
  }

  @ParameterizedTest
  @CsvSource({
    "mx.test, mx.test, true",
    "a.mx.test, *.mx.test, true",
    "A.MX.Test, *.mx.test, true",
    "a.b.mx.test, *.mx.test, false",
    "mx.test, *.mx.test, false",
    "mx.test, *.test, false",
  })
  void theNameIsLookedForAsRfc9525Says(String name, String shown, boolean matches) {
    Story story =
        TlsStory.of(
            Certificates.valid(shown),
            GOOD,
            Story.check()
                .tls(
                    tls(Mode.REQUIRED, Verify.REPORT, Optional.of(name), Optional.empty(), false)));

    story
        .assertTold()
        .isEqualTo(
            matches ? "ok none ehlo up quit" : "degraded certificate_host_mismatch tls up quit");
    assertThat(story.session().tls().orElseThrow().serverName())
        .get(org.assertj.core.api.InstanceOfAssertFactories.STRING)
        .isEqualToIgnoringCase(name);
  }

  @Test
  void anAddressIsNoServerName() {
    Story story =
        TlsStory.of(
            credential("valid"),
            GOOD,
            Story.check()
                .tls(
                    tls(
                        Mode.REQUIRED,
                        Verify.REPORT,
                        Optional.of("192.0.2.1"),
                        Optional.empty(),
                        false)));

    story.assertTold().isEqualTo("degraded certificate_host_mismatch tls up quit");
    assertThat(story.session().tls().orElseThrow().serverName()).isEmpty();
  }

  @Test
  void whatIsKnownOfACertificate() {
    Story story =
        TlsStory.of(credential("full chain"), GOOD, Story.check().tls(tls(Mode.REQUIRED)));

    assertThat(facts(story).chain()).hasSize(2);
    var own = facts(story).chain().getFirst();
    assertThat(own.subject()).isEqualTo("CN=mx.test");
    assertThat(own.issuer()).isEqualTo("CN=mxping test intermediate");
    assertThat(own.names()).containsExactly("mx.test");
    assertThat(own.key()).isEqualTo("EC 256");
    assertThat(own.notBefore()).isBefore(own.notAfter());
    assertThat(own.serial()).isNotEmpty();
    assertThat(facts(story).resumed()).isFalse();
    assertThat(facts(story).cipher()).get().asString().startsWith("TLS_");
  }
}
