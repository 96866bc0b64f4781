package mxping.probe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static mxping.probe.AuthStory.check;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Locale;
import mxping.check.Auth.Mechanism;
import mxping.scripted.Submission;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A password, and what it was made into, is in nothing that a probe gives away. */
class RedactionTest {
  private static final String ALL = "LOGIN PLAIN CRAM-MD5 SCRAM-SHA-256";

  @TempDir Path folder;

  private Story story(String password, Mechanism mechanism, String ending) throws Exception {
    Files.writeString(folder.resolve("password"), password);
    return AuthStory.of(
        new Submission("ann", password, ALL, reply -> ending), check(folder, mechanism));
  }

  private static String base64(String text) {
    return Base64.getEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
  }

  @ParameterizedTest
  @EnumSource
  void nothingThatWasSaidIsShown(Mechanism mechanism) throws Exception {
    Story story = story("hunter2", mechanism, "235 2.7.0 ok");

    String shown = story.result().toString();
    assertThat(shown).doesNotContain("hunter2", base64("hunter2"));
    assertThat(
            story.session().saidInTls().stream()
                .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                .filter(word -> word.length() > base64("hunter2").length()))
        .isNotEmpty()
        .allSatisfy(word -> assertThat(shown).doesNotContain(word));
  }

  @Test
  void scramShowsNothingThatThePasswordCouldBeGuessedFrom() throws Exception {
    Story story = story("hunter2", Mechanism.SCRAM_SHA_256, "235 2.7.0 ok");

    assertThat(story.transcript().lines().map(line -> line.replaceFirst("^ *[0-9.]+ ", "")))
        .containsSubsequence(
            "C: AUTH SCRAM-SHA-256 <secret>", "C: <secret>", "S: 334 <secret>", "C: ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "535 5.7.8 hunter2 is wrong",
        "535-5.7.8 HUNTER2\n535 5.7.8 hunter2",
        "535 5.7.8 aHVudGVyMg==",
        "535 5.7.8 AGFubgBodW50ZXIy",
        "535 5.7.8 eGh1bnRlcjJ4",
        "535 5.7.8 eHhodW50ZXIyeHg=",
        "250 hunter2",
        "421 4.3.2 hunter2",
      })
  void aHostThatSaysItAfterUs(String reply) throws Exception {
    Story story = story("hunter2", Mechanism.PLAIN, reply);

    assertThat(story.result().toString().toLowerCase(Locale.ROOT))
        .doesNotContain("hunter2", "ahvudgvym", "h1bnrlcj", "odw50zxiy");
    assertThat(story.result().deciding().detail()).contains("<secret>");
  }

  @Test
  void aHostThatRemembersIt() throws Exception {
    Files.writeString(folder.resolve("password"), "hunter2");
    String script =
        """
        S: 220 hunter2
        C: EHLO probe.test
        S: 250-hunter2
        S: 250-HUNTER2 aHVudGVyMg==
        S: 250 AUTH PLAIN
        C: AUTH PLAIN *
        S: 235 ok
        C: QUIT
        S: 221 hunter2
        """;

    Story story = Story.of(script, AuthStory.inTheClear(folder, Mechanism.PLAIN));

    story.assertTold().isEqualTo("ok none auth up quit");
    assertThat(story.result().capabilities().keywords()).containsExactly("<secret>", "AUTH");
    assertThat(story.result().toString().toLowerCase(Locale.ROOT))
        .doesNotContain("hunter2", "ahvudgvym");
  }

  @Test
  void whatAHostOffersIsUnderstoodAllTheSame() throws Exception {
    Story story = story("PLAIN", Mechanism.PLAIN, "235 2.7.0 ok");

    story.assertTold().isEqualTo("ok none auth up quit");
    assertThat(story.transcript()).contains("C: AUTH <secret> <secret>").doesNotContain("PLAIN");
  }

  @Test
  void aPasswordThatIsNotPrintableAsItIs() throws Exception {
    String password = "zero\u200bwidth\u00e4";

    Story story = story(password, Mechanism.PLAIN, "535 5.7.8 " + password);

    story.assertTold().isEqualTo("failed auth_rejected auth up quit");
    assertThat(story.transcript()).contains("535 5.7.8 <secret>").doesNotContain("zero", "width");
  }

  @Test
  void aPasswordInALineThatIsCutShort() throws Exception {
    Story story = story("hunter2", Mechanism.PLAIN, "535 " + "x".repeat(290) + "hunter2");

    assertThat(story.result().deciding().detail()).doesNotContain("hunt").contains("<secr");
  }
}
