package mxping.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import mxping.config.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code /probe} makes of requests and answers. */
class ProbeEndpointTest {
  private static final String TIMEOUT = "X-Prometheus-Scrape-Timeout-Seconds";

  private final List<Probing.Question> questions = Collections.synchronizedList(new ArrayList<>());

  private Served answering(Probing.Answer answer) throws Exception {
    return new Served(
        question -> {
          questions.add(question);
          return answer;
        });
  }

  @Test
  void thereIsNoProbeWhereItIsNotEnabled() throws Exception {
    try (Served served = new Served()) {
      assertThat(served.get("/probe?target=a.test").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void theQuestionIsHandedOn() throws Exception {
    try (Served served = answering(new Probing.Answer.Unclear("no"))) {
      served.get("/probe?target=ann%40a.test&module=inbound", TIMEOUT, "10");
      served.get("/probe?target=a.test");
      served.get("/probe?target=a.test", TIMEOUT, "0.4");
    }
    assertThat(questions)
        .containsExactly(
            new Probing.Question("ann@a.test", "inbound", Optional.of(Duration.ofMillis(9500))),
            new Probing.Question("a.test", "", Optional.empty()),
            new Probing.Question("a.test", "", Optional.of(Duration.ofMillis(200))));
  }

  @ParameterizedTest
  @CsvSource({
    "/probe,                                     target is missing",
    "/probe?module=a,                            target is missing",
    "/probe?target=a.test&target=b.test,         a parameter is given twice",
    "/probe?target=a.test&module=a&module=b,     a parameter is given twice",
  })
  void aQuestionThatIsNoneIsTold(String path, String words) throws Exception {
    try (Served served = answering(new Probing.Answer.Unclear("no"))) {
      HttpResponse<String> answer = served.get(path);

      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(answer.body()).startsWith(words);
    }
    assertThat(questions).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"soon", "-1", "NaN", "Infinity", "1e99"})
  void aTimeoutThatIsNoneIsTold(String timeout) throws Exception {
    try (Served served = answering(new Probing.Answer.Unclear("no"))) {
      assertThat(served.get("/probe?target=a.test", TIMEOUT, timeout).statusCode()).isEqualTo(400);
    }
    assertThat(questions).isEmpty();
  }

  @Test
  void eachAnswerHasItsStatus() throws Exception {
    try (Served unclear = answering(new Probing.Answer.Unclear("what?"));
        Served refused = answering(new Probing.Answer.Refused("not you\r\nX: y"));
        Served busy = answering(new Probing.Answer.Busy("later", Duration.ofMillis(2100)))) {
      assertThat(unclear.get("/probe?target=a").statusCode()).isEqualTo(400);
      assertThat(unclear.get("/probe?target=a").body()).isEqualTo("what?\n");
      assertThat(refused.get("/probe?target=a").statusCode()).isEqualTo(403);
      assertThat(refused.get("/probe?target=a").body()).isEqualTo("not you\\x0d\\x0aX: y\n");
      HttpResponse<String> later = busy.get("/probe?target=a");
      assertThat(later.statusCode()).isEqualTo(503);
      assertThat(later.headers().firstValue("Retry-After")).hasValue("3");
      assertThat(later.headers().firstValue("Content-Type")).hasValue("text/plain;charset=utf-8");
    }
  }

  @Test
  void otherMethodsAreNotAllowed() throws Exception {
    try (Served served = answering(new Probing.Answer.Unclear("no"))) {
      assertThat(served.send("POST", "/probe?target=a.test").statusCode()).isEqualTo(405);
    }
    assertThat(questions).isEmpty();
  }

  @Test
  void theSchemaIsServed() throws Exception {
    try (Served served = new Served()) {
      HttpResponse<String> schema = served.get("/api/v1/schema");

      assertThat(schema.statusCode()).isEqualTo(200);
      assertThat(schema.headers().firstValue("Content-Type"))
          .hasValueSatisfying(type -> assertThat(type).startsWith("application/schema+json"));
      assertThat(schema.body()).isEqualTo(Schema.text());
    }
  }
}
