package mxping.certificates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CertificatesTest {
  private static final String MX = "mx.test";

  @ParameterizedTest
  @ValueSource(strings = {"mx.test", "*.mx.test", "a-rather-long-name.of-some-host.example.test"})
  void aValidOneHoldsUnderTheCa(String name) throws GeneralSecurityException {
    Credential valid = Certificates.valid(name);

    validate(valid);
    assertThat(valid.leaf().getSubjectX500Principal()).hasToString("CN=" + name);
    assertThat(valid.leaf().getSubjectAlternativeNames()).containsExactly(List.of(2, name));
    assertThat(valid.leaf().getBasicConstraints()).isEqualTo(-1);
    assertThat(valid.notAfter())
        .isBetween(
            Instant.now().plus(Duration.ofDays(89)), Instant.now().plus(Duration.ofDays(90)));
  }

  @Test
  void theFullChainHoldsAndFailsWithoutItsIntermediate() throws GeneralSecurityException {
    assertThat(Certificates.fullChain(MX).chain()).hasSize(2);
    validate(Certificates.fullChain(MX));
    assertThatThrownBy(() -> validate(Certificates.missingIntermediate(MX)))
        .isInstanceOf(GeneralSecurityException.class);
  }

  @Test
  void timesAreWhatTheySay() throws GeneralSecurityException {
    Instant now = Instant.now();
    assertThatThrownBy(() -> validate(Certificates.expired(MX)))
        .hasCauseInstanceOf(CertificateExpiredException.class);
    assertThat(Certificates.expired(MX).notAfter()).isBefore(now);
    assertThatThrownBy(() -> validate(Certificates.notYetValid(MX)))
        .hasCauseInstanceOf(CertificateNotYetValidException.class);
    Credential soon = Certificates.expiringIn(Duration.ofDays(5), MX);
    validate(soon);
    assertThat(soon.notAfter())
        .isBetween(now.plus(Duration.ofDays(4)), Instant.now().plus(Duration.ofDays(5)));
  }

  @Test
  void strangersAreNotTrusted() {
    for (Credential stranger :
        List.of(
            Certificates.selfSigned(MX),
            Certificates.selfSignedExpired(MX),
            Certificates.unknownIssuer(MX))) {
      assertThatThrownBy(() -> validate(stranger)).isInstanceOf(GeneralSecurityException.class);
    }
    assertThat(Certificates.selfSigned(MX).leaf())
        .satisfies(leaf -> leaf.verify(leaf.getPublicKey()));
  }

  @Test
  void aCommonNameAloneIsNoAlternativeName() throws GeneralSecurityException {
    Credential old = Certificates.commonNameOnly(MX);
    validate(old);
    assertThat(old.leaf().getSubjectAlternativeNames()).isNull();
  }

  @Test
  void eachIsMadeOnce() {
    assertThat(Certificates.valid(MX)).isSameAs(Certificates.valid(MX));
    assertThat(Certificates.caFile()).isEqualTo(Certificates.caFile());
    assertThat(Certificates.missingIntermediate(MX).leaf())
        .isEqualTo(Certificates.fullChain(MX).leaf());
  }

  @Test
  void pemIsReadBack() throws Exception {
    CertificateFactory factory = CertificateFactory.getInstance("X.509");
    Credential full = Certificates.fullChain(MX);
    assertThat(
            factory.generateCertificates(
                new ByteArrayInputStream(full.chainPem().getBytes(StandardCharsets.US_ASCII))))
        .hasToString(full.chain().toString());
    try (var in = Files.newInputStream(Certificates.caFile())) {
      assertThat(factory.generateCertificate(in)).isEqualTo(Certificates.ca());
    }
    assertThat(Files.readString(full.chainFile())).isEqualTo(full.chainPem());
    String key =
        Files.readString(full.keyFile())
            .lines()
            .filter(l -> !l.startsWith("-"))
            .reduce("", String::concat);
    assertThat(
            KeyFactory.getInstance("EC")
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(key))))
        .isEqualTo(full.key());
  }

  @Test
  void theDistantFutureHasFourDigits() {
    Subject subject = Subject.host(MX).expiring(Duration.ofDays(365 * 60));
    assertThatCode(
            () ->
                assertThat(Authority.root("r").issue(subject).notAfter())
                    .isEqualTo(subject.notAfter()))
        .doesNotThrowAnyException();
  }

  private static void validate(Credential credential) throws GeneralSecurityException {
    PKIXParameters parameters =
        new PKIXParameters(Set.of(new TrustAnchor(Certificates.ca(), null)));
    parameters.setRevocationEnabled(false);
    CertPathValidator.getInstance("PKIX")
        .validate(
            CertificateFactory.getInstance("X.509").generateCertPath(credential.chain()),
            parameters);
  }
}
