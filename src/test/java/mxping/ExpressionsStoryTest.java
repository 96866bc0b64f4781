package mxping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import mxping.certificates.Certificates;
import mxping.deploy.Expression;
import mxping.deploy.Expressions;
import mxping.deploy.Vocabulary;
import mxping.scripted.ScriptedSmtp;
import org.junit.jupiter.api.Test;

/** Whatever rules and dashboards ask for is there on {@code /metrics}, by its name and labels. */
class ExpressionsStoryTest {
  private static final String ZONE =
      """
      example.test      MX  10  mx1.example.test
      example.test      MX  20  mx2.example.test
      mx1.example.test  A   127.76.1.1
      mx2.example.test  A   127.76.1.9
      """;

  private static final String CHECKS =
      """
      cluster: {name: expressions, bind: "127.76.1.8:${PORT}", hosts: [127.76.1.8]}
      checks:
        - name: self
          self: true
        - domain: example.test
          every: 5s
          rcpt: [ann@example.test]
      """;

  @Test
  void everyMetricAndLabel() throws Exception {
    Map<String, Set<String>> exported = new HashMap<>();
    try (var mx =
            ScriptedSmtp.on("127.76.1.1", 0)
                .showing(Certificates.valid("mx1.example.test"))
                .answering(rcpt -> "250 2.1.5 ok");
        var agent = AgentStory.ofOneRound(ZONE, CHECKS, mx)) {
      agent
          .metricsAfter(1, "self", "example.test")
          .samples()
          .forEach(
              sample ->
                  exported
                      .computeIfAbsent(sample.name(), any -> new TreeSet<>())
                      .addAll(sample.labels().keySet()));
    }

    Vocabulary vocabulary = new Vocabulary(exported, Expressions.recorded());
    List<Expression> all = Expressions.all();
    assertThat(all).hasSizeGreaterThan(100);
    assertThat(all).flatExtracting(vocabulary::unknownTo).isEmpty();
  }
}
