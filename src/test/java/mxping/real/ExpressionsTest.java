package mxping.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import mxping.deploy.Expression;
import mxping.deploy.Expressions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every expression of rules and dashboards is one that a Prometheus takes, and can work out. */
@Tag("real")
class ExpressionsTest {
  @RegisterExtension final Rig rig = new Rig();

  @Test
  void aPrometheusTakesEach() throws Exception {
    RealAgent agent =
        rig.agent(
            """
            checks:
              - {name: self, self: true, every: 1s}
              - {name: x, host: 127.26.0.9, port: "${PORT}", every: 1s}
            """,
            Map.of("PORT", Loopback.freePort()));
    RealPrometheus prometheus = Monitoring.of(rig, agent).prometheus();
    Eventually.within(
        Duration.ofSeconds(60),
        () -> assertThat(prometheus.query("check:mxping_takes_mail:avg")).hasSize(2));

    List<Expression> all = Expressions.all();
    assertThat(all).hasSizeGreaterThan(100);
    for (Expression expression : all) {
      assertThat(prometheus.formatted(expression.text())).as(expression.where()).isNotBlank();
      assertThat(prometheus.query(expression.text())).as(expression.where()).isNotNull();
    }
  }
}
