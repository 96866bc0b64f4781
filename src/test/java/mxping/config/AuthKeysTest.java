package mxping.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import mxping.check.Auth;
import mxping.check.Check;
import mxping.check.Until;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The key {@code auth}, with a password's file that will do, and what follows from it. */
class AuthKeysTest {
  private static final String AUTH = "auth: {username: probe, password_file: p}";

  @TempDir Path folder;

  private Loading loading() {
    return Loading.in(folder).file("p", "hunter2\n").file("empty", "\n").file("two", "a\nb\n");
  }

  private List<String> problems(String... lines) {
    return loading().problems(String.join("\n", lines) + "\n");
  }

  private static String check(String keys) {
    return "checks:\n  - {" + keys + "}\n";
  }

  @Test
  void allOfItIsRead() {
    Check check =
        loading()
            .check(
                check(
                    "host: a.example, auth: {username: pröbe, password_file: p,"
                        + " mechanism: scram-sha-256, allow_plaintext: true}"));

    assertThat(check.auth())
        .contains(new Auth("pröbe", folder.resolve("p"), Auth.Mechanism.SCRAM_SHA_256, true));
    assertThat(check.toString()).doesNotContain("hunter2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          host: a.example                                            | 587 | AUTH
          host: a.example, tls: {mode: implicit}                     | 465 | AUTH
          host: a.example, port: 2525                                | 2525 | AUTH
          host: a.example, rcpt: [ann@a.example]                     | 587 | RCPT
          host: a.example, until: auth                               | 587 | AUTH
          host: a.example, until: mail                               | 587 | MAIL
          """)
  void portAndEnd(String keys, int port, Until until) {
    Check check = loading().check(check(keys + ", " + AUTH));

    assertThat(check.port()).isEqualTo(port);
    assertThat(check.until()).isEqualTo(until);
    assertThat(check.auth())
        .contains(new Auth("probe", folder.resolve("p"), Auth.Mechanism.AUTO, false));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          domain: a.example                | 2:25: checks[0].auth: goes with `host` only: a password goes to a host that is named
          domains: [a.example]             | 2:28: checks[0].auth: goes with `host` only: a password goes to a host that is named
          name: a, address: ann@a.example  | 2:39: checks[0].auth: goes with `host` only: a password goes to a host that is named
          self: true                       | 2:18: checks[0].auth: the agent's own responder knows no users
          host: a.example, until: ehlo     | 2:23: checks[0].until: `until` ends before `auth`; leave `until` out, or set `auth: null`
          host: a.example, until: starttls | 2:23: checks[0].until: `until` ends before `auth`; leave `until` out, or set `auth: null`
          host: a.example, tls: {mode: off} | 2:41: checks[0].auth: is never sent in the clear; leave `tls: {mode: off}` out, or set `allow_plaintext: true`
          """)
  void whatItDoesNotGoWith(String keys, String problem) {
    assertThat(problems(check(keys + ", " + AUTH))).containsExactly("checks.yaml:" + problem);
  }

  @Test
  void untilAuthWantsAName() {
    assertThat(problems(check("host: a.example, until: auth")))
        .containsExactly(
            "checks.yaml:2:23: checks[0].until: `auth` has nobody to log in as; give `auth`");
  }

  @Test
  void tlsThatIsOffWhereThePasswordMayBeRead() {
    assertThat(
            loading()
                .check(
                    check(
                        "host: a.example, tls: {mode: off}, auth: {username: probe,"
                            + " password_file: p, allow_plaintext: true}"))
                .auth())
        .isPresent();
  }

  @ParameterizedTest
  @CsvSource({
    "absent, is no file that is there",
    "empty,  is empty",
    "two,    holds more than one line",
    ".,      'is a directory, not a file'",
  })
  void aFileThatCannotBeUsedIsAProblemOfItsKey(String file, String why) {
    assertThat(problems(check("host: a.example, auth: {username: b, password_file: " + file + "}")))
        .containsExactly(
            "checks.yaml:2:58: checks[0].auth.password_file: `%s` %s".formatted(file, why));
  }

  @Test
  void defaultsAndCheckMakeItTogether() {
    List<Check> checks =
        loading()
            .valid(
                """
                defaults: {auth: {username: probe, password_file: p, mechanism: plain}}
                checks:
                  - {host: a.example}
                  - {host: b.example, auth: {username: other, mechanism: null}}
                  - {host: c.example, auth: null}
                  - {domain: d.example, auth: null}
                  - {self: true}
                """)
            .checks();

    Path file = folder.resolve("p");
    assertThat(checks.get(0).auth()).contains(new Auth("probe", file, Auth.Mechanism.PLAIN, false));
    assertThat(checks.get(1).auth()).contains(new Auth("other", file, Auth.Mechanism.AUTO, false));
    assertThat(checks.subList(2, 5)).allSatisfy(check -> assertThat(check.auth()).isEmpty());
    assertThat(checks.subList(2, 5))
        .allSatisfy(check -> assertThat(check.until()).isEqualTo(Until.EHLO));
    assertThat(checks.get(2).port()).isEqualTo(25);
  }

  @Test
  void defaultsThatGoWithNoDomain() {
    assertThat(
            problems(
                "defaults: {auth: {username: probe, password_file: p}}",
                "checks: [{domain: a.example}]"))
        .containsExactly(
            "checks.yaml:1:12: defaults.auth: goes with `host` only: a password goes to a host"
                + " that is named; set `auth: null` for this check");
  }

  @Test
  void defaultsMayGiveHalfOfIt() {
    String defaults = "defaults: {auth: {username: probe}}";

    assertThat(problems(defaults, "checks: [{host: a.example, auth: {password_file: p}}]"))
        .isEmpty();
    assertThat(problems(defaults, "checks: [{host: a.example}]"))
        .containsExactly("checks.yaml:1:12: defaults.auth: needs a `password_file`");
  }

  @Test
  void aRotatedPasswordIsTheSameCheckAndIsNotWatched() {
    String yaml = check("host: a.example, " + AUTH);
    Loaded.Valid before = (Loaded.Valid) loading().load(yaml);
    Loading rotated = loading().file("p", "rotated\n");

    assertThat(rotated.check(yaml)).isEqualTo(before.configuration().checks().getFirst());
    assertThat(before.files()).extracting(FileStamp::path).doesNotContain(folder.resolve("p"));
  }

  @Test
  void aPasswordThatIsMissingIsWaitedFor() {
    Loaded missing =
        loading().load(check("host: a.example, auth: {username: probe, password_file: gone}"));

    assertThat(missing).isInstanceOf(Loaded.Invalid.class);
    assertThat(missing.files()).contains(FileStamp.of(folder.resolve("gone")));
  }
}
