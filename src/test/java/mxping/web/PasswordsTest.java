package mxping.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import mxping.config.WebConfig;
import mxping.web.Passwords.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.crypto.bcrypt.BCrypt;

class PasswordsTest {
  private static final String HASH = BCrypt.hashpw("secret", BCrypt.gensalt(4));
  private static final Map<String, String> USERS = Map.of("ann", HASH);

  private final Passwords passwords = new Passwords();

  private static Optional<String> basic(String credentials) {
    return Optional.of("Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(UTF_8)));
  }

  @ParameterizedTest
  @CsvSource({
    "ann:secret, WELCOME",
    "ann:Secret, UNAUTHORIZED",
    "ann:,       UNAUTHORIZED",
    "bob:secret, UNAUTHORIZED",
    ":secret,    UNAUTHORIZED",
    "ann,        UNAUTHORIZED",
  })
  void nameAndPasswordMustBeRight(String credentials, Answer answer) {
    assertThat(passwords.judge(USERS, basic(credentials))).isEqualTo(answer);
    assertThat(passwords.judge(USERS, basic(credentials))).as("again").isEqualTo(answer);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Basic", "Basic !!!", "Bearer YW5uOnNlY3JldA==", "Basic YW5u"})
  void whatIsNoneOfThatIsRefused(String header) {
    assertThat(passwords.judge(USERS, Optional.of(header))).isEqualTo(Answer.UNAUTHORIZED);
    assertThat(passwords.judge(USERS, Optional.empty())).isEqualTo(Answer.UNAUTHORIZED);
  }

  @Test
  void withoutUsersEverybodyIsWelcome() {
    assertThat(passwords.judge(Map.of(), Optional.empty())).isEqualTo(Answer.WELCOME);
  }

  /** Tools write the same hash under three names; a password may hold colons and any letter. */
  @ParameterizedTest
  @ValueSource(strings = {"$2a$", "$2b$", "$2y$"})
  void hashesOfEachTool(String version) {
    String hash = BCrypt.hashpw("geheim:ä".getBytes(UTF_8), BCrypt.gensalt("$2a", 4));
    Map<String, String> users = Map.of("ann", version + hash.substring(4));
    assertThat(passwords.judge(users, basic("ann:geheim:ä"))).isEqualTo(Answer.WELCOME);
  }

  @Test
  void whoWasRightIsWrongOnceThePasswordIsAnother() {
    assertThat(passwords.judge(USERS, basic("ann:secret"))).isEqualTo(Answer.WELCOME);
    Map<String, String> changed = Map.of("ann", BCrypt.hashpw("new", BCrypt.gensalt(4)));
    assertThat(passwords.judge(changed, basic("ann:secret"))).isEqualTo(Answer.UNAUTHORIZED);
    assertThat(passwords.judge(Map.of("bob", HASH), basic("ann:secret")))
        .isEqualTo(Answer.UNAUTHORIZED);
  }

  /** A hundred guess at once: few are checked, most are sent away, and who is known comes in. */
  @Test
  void guessingCostsLittleAndKeepsNobodyOut() throws Exception {
    Map<String, String> users = Map.of("ann", BCrypt.hashpw("secret", BCrypt.gensalt(10)));
    assertThat(passwords.judge(users, basic("ann:secret"))).isEqualTo(Answer.WELCOME);

    try (ExecutorService guessing = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Answer>> guesses = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        String guess = "ann:guess" + i;
        guesses.add(() -> passwords.judge(users, basic(guess)));
      }
      List<Future<Answer>> answers = guessing.invokeAll(guesses);
      assertThat(answers).extracting(Future::resultNow).doesNotContain(Answer.WELCOME);
      assertThat(answers).filteredOn(a -> a.resultNow() == Answer.LATER).hasSizeGreaterThan(70);
      assertThat(passwords.judge(users, basic("ann:secret"))).isEqualTo(Answer.WELCOME);
    }
  }

  @Test
  void everyPathIsGuarded() throws Exception {
    WebConfig config =
        new WebConfig(Optional.empty(), Map.of("X-Frame-Options", "deny"), USERS, Optional.empty());

    try (Served served = new Served(config)) {
      for (String path : List.of("/", "/metrics", "/-/healthy", "/api/v1/config", "/nothing")) {
        HttpResponse<String> refused = served.get(path);
        assertThat(refused.statusCode()).as(path).isEqualTo(401);
        assertThat(refused.headers().firstValue("WWW-Authenticate"))
            .hasValue("Basic realm=\"mxping\", charset=\"UTF-8\"");
        assertThat(refused.headers().firstValue("X-Frame-Options")).hasValue("deny");
        assertThat(refused.body()).isEqualTo("401 Unauthorized\n");
      }
      HttpResponse<String> right =
          served.get("/metrics", "Authorization", basic("ann:secret").orElseThrow());
      assertThat(right.statusCode()).isEqualTo(200);
      assertThat(right.headers().firstValue("X-Frame-Options")).hasValue("deny");
    }
  }
}
