package mxping.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.Set;
import mxping.check.Auth;
import mxping.sasl.Step.Listen;
import mxping.sasl.Step.Say;
import mxping.sasl.Step.Stop;
import mxping.sasl.Step.Why;
import mxping.scripted.ScramServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What each mechanism says, by the examples of its RFC, and to hosts that do not keep to it. */
class ExchangeTest {
  private static final String NONCE = "rOprNGfwEbeRWgbNEkqO";
  private static final String FIRST =
      "r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096";
  private static final String PROOF =
      "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,"
          + "p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=";
  private static final String SIGNATURE = "v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=";

  private static Exchange of(Mechanism mechanism, String username, String password) {
    return mechanism.exchange(username, new Password(password));
  }

  /** SCRAM with the nonce of RFC 7677 3. */
  private static Exchange scram(String username, String password) {
    return new Exchange(
        new Scram(username, new Password(password), usual -> usual.nonceSupplier(() -> NONCE)));
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }

  private static String said(Step step) {
    assertThat(step).isInstanceOf(Say.class);
    return new String(Base64.getDecoder().decode(((Say) step).base64()), UTF_8);
  }

  private static Why why(Step step) {
    assertThat(step).isInstanceOf(Stop.class);
    return ((Stop) step).why();
  }

  @ParameterizedTest
  @CsvSource({
    "AUTO,          SCRAM-SHA-256 CRAM-MD5 PLAIN LOGIN, SCRAM_SHA_256",
    "AUTO,          LOGIN PLAIN CRAM-MD5,               CRAM_MD5",
    "AUTO,          LOGIN PLAIN,                        PLAIN",
    "AUTO,          LOGIN NTLM,                         LOGIN",
    "AUTO,          SCRAM-SHA-256-PLUS XOAUTH2,         ''",
    "PLAIN,         SCRAM-SHA-256 PLAIN,                PLAIN",
    "SCRAM_SHA_256, CRAM-MD5 PLAIN,                     ''",
    "AUTO,          '',                                 ''",
  })
  void theStrongestThatIsOffered(Auth.Mechanism wish, String offered, String chosen) {
    assertThat(Mechanism.strongest(wish, Set.of(offered.split(" ", -1))).map(Enum::name).orElse(""))
        .isEqualTo(chosen);
  }

  @Test
  void plainAsInRfc4616() {
    Exchange exchange = of(Mechanism.PLAIN, "tim", "tanstaaftanstaaf");

    assertThat(said(exchange.begin())).isEqualTo("\0tim\0tanstaaftanstaaf");
    assertThat(exchange.complete()).isTrue();
  }

  @Test
  void cramMd5AsInRfc2195() {
    Exchange exchange = of(Mechanism.CRAM_MD5, "tim", "tanstaaftanstaaf");

    assertThat(exchange.begin()).isInstanceOf(Listen.class);
    assertThat(exchange.complete()).isFalse();
    assertThat(said(exchange.answer(base64("<1896.697170952@postoffice.reston.mci.net>"))))
        .isEqualTo("tim b913a602c7eda7a495b4e6e7334d3890");
    assertThat(exchange.complete()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"Username:, Password:", "'', ''", "Wer da?, Losung?"})
  void loginHoweverItIsAskedFor(String first, String second) {
    Exchange exchange = of(Mechanism.LOGIN, "tim", "geheim");

    assertThat(exchange.begin()).isInstanceOf(Listen.class);
    assertThat(said(exchange.answer(base64(first)))).isEqualTo("tim");
    assertThat(exchange.complete()).isFalse();
    assertThat(said(exchange.answer(base64(second)))).isEqualTo("geheim");
    assertThat(exchange.complete()).isTrue();
  }

  @Test
  void scramAsInRfc7677() {
    Exchange exchange = scram("user", "pencil");

    assertThat(said(exchange.begin())).isEqualTo("n,,n=user,r=" + NONCE);
    assertThat(said(exchange.answer(base64(FIRST)))).isEqualTo(PROOF);
    assertThat(exchange.complete()).as("before the host has proved itself").isFalse();
    assertThat(exchange.answer(base64(SIGNATURE))).isEqualTo(new Say("", false));
    assertThat(exchange.complete()).isTrue();
    assertThat(exchange.secrets()).contains(PROOF, base64(PROOF), base64(SIGNATURE));
  }

  @Test
  void scramWithNonAsciiAndWithSeparatorsInTheName() {
    Exchange exchange = of(Mechanism.SCRAM_SHA_256, "a,b=c", "I\u00adX\u00e4");
    ScramServer server = new ScramServer("IX\u00e4", "x", 4096);

    String first = said(exchange.begin());
    assertThat(first).startsWith("n,,n=a=2Cb=3Dc,r=");
    String proof = said(exchange.answer(base64(server.first(first))));
    assertThat(exchange.answer(base64(server.last(proof)))).isEqualTo(new Say("", false));
    assertThat(exchange.complete()).isTrue();
  }

  @Test
  void aHostThatDoesNotProveThatItKnowsThePassword() {
    Exchange exchange = scram("user", "pencil");
    exchange.begin();
    exchange.answer(base64(FIRST));

    assertThat(why(exchange.answer(base64(SIGNATURE.replace("v=6", "v=7"))))).isEqualTo(Why.BROKEN);
    assertThat(exchange.complete()).isFalse();
  }

  @Test
  void aHostThatRefusesOurProofSaysSoByItsReply() {
    Exchange exchange = scram("user", "pencil");
    exchange.begin();
    exchange.answer(base64(FIRST));

    assertThat(exchange.answer(base64("e=invalid-proof"))).isEqualTo(new Say("", false));
    assertThat(exchange.complete()).isFalse();
    assertThat(why(exchange.answer(base64(SIGNATURE)))).isEqualTo(Why.BROKEN);
  }

  @ParameterizedTest
  @CsvSource({
    "i=100001,     COSTLY",
    "i=2147483647, COSTLY",
    "i=2147483648, BROKEN",
    "i=99999999999999999999, BROKEN",
    "i=0,          BROKEN",
    "i=-1,         BROKEN",
    "i=,           BROKEN",
    "'',           BROKEN",
  })
  void aHostThatWantsMoreWorkThanIsGood(String iterations, Why why) {
    Exchange exchange = scram("user", "pencil");
    exchange.begin();

    assertThat(why(exchange.answer(base64(FIRST.replace("i=4096", iterations))))).isEqualTo(why);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          r=someoneElses,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096
          r=rOprNGfwEbeRWgbNEkqO,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096
          r=rOprNGfwEbeRWgbNEkqOx,s=,i=4096
          r=rOprNGfwEbeRWgbNEkqOx,s=!!,i=4096
          m=must,r=rOprNGfwEbeRWgbNEkqOx,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096
          e=other-error
          garbage
          ''
          """)
  void aHostWhoseFirstMessageIsNone(String message) {
    Exchange exchange = scram("user", "pencil");
    exchange.begin();

    assertThat(why(exchange.answer(base64(message)))).isEqualTo(Why.BROKEN);
  }

  @ParameterizedTest
  @EnumSource
  void whatIsNotBase64IsNoChallenge(Mechanism mechanism) {
    Exchange exchange = of(mechanism, "tim", "geheim");
    exchange.begin();

    assertThat(why(exchange.answer("what?!"))).isEqualTo(Why.BROKEN);
  }

  @ParameterizedTest
  @EnumSource
  void challengesComeToAnEnd(Mechanism mechanism) {
    Exchange exchange = of(mechanism, "tim", "geheim");
    Step step = exchange.begin();
    int challenges = 0;
    while (!(step instanceof Stop)) {
      step = exchange.answer(base64("more"));
      challenges++;
    }

    assertThat(challenges).isLessThan(4);
  }

  @ParameterizedTest
  @EnumSource(names = {"CRAM_MD5", "SCRAM_SHA_256"})
  void aChallengeWithoutTextWhereOneIsNeeded(Mechanism mechanism) {
    Exchange exchange = of(mechanism, "tim", "geheim");
    exchange.begin();

    assertThat(why(exchange.answer(""))).isEqualTo(Why.BROKEN);
  }

  @Test
  void aPasswordThatSaslprepForbids() {
    assertThat(why(of(Mechanism.SCRAM_SHA_256, "tim", "\u06271").begin())).isEqualTo(Why.UNFIT);
  }

  @Test
  void nothingShowsThePassword() {
    Exchange exchange = of(Mechanism.PLAIN, "tim", "geheim");

    assertThat(new Password("geheim") + "" + exchange.begin())
        .doesNotContain("geheim", base64("geheim"), base64("\0tim\0geheim"));
  }
}
