package mxping.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import mxping.scripted.ScriptedSmtp;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Prometheus's own judge finds nothing to say, whatever mail hosts may say. */
@Tag("real")
class PromtoolTest {
  private static final String HOSTILE =
      """
      S! raw 220-mx.test "quoted" \\\\ {check="x"} 1\\r\\n220-# HELP <script>alert(1)</script>\\n220 \\xFF\\0\\r\\n
      C: EHLO *
      S! raw 250-mx.test "\\\\\\r\\n250-X"\\\\Y <b>\\r\\n250-SIZE "\\\\\\r\\n250 DSN\\r\\n
      C: MAIL FROM:<>
      S: 250 2.1.0 ok
      C: RCPT TO:<ann@hostile.test>
      S: 550 5.999.999 "no" \\ {such="user"}
      C: RSET
      S: 250 2.0.0 ok
      C: QUIT
      S: 221 bye "\\
      """;

  @RegisterExtension final Rig rig = new Rig();

  @Test
  void promtoolHasNothingToSay() throws Exception {
    ScriptedSmtp hostile = rig.keep(ScriptedSmtp.on("127.25.0.3", 0).playing(HOSTILE));
    RealPostfix postfix =
        rig.postfix(
            "127.25.0.1",
            hostile.port(),
            """
            mydestination = fine.test
            local_recipient_maps = inline:{ { ann = known } }
            """);
    RealKnot dns =
        rig.knot(
            """
            fine     MX 10 mx1
            fine     MX 20 mx2
            mx1      A  127.25.0.1
            mx2      A  127.25.0.2   ; nobody listens there
            hostile  A  127.25.0.3
            quoted   MX 10 say\\"hi\\"\\\\
            quoted   MX 20 MX1
            """);
    RealAgent agent =
        rig.agent(
            """
            defaults:
              every: 1s
              port: ${PORT}
              dns: {servers: ["${DNS}"]}
            checks:
              - {domain: fine.test, rcpt: [ann@fine.test], labels: {team: '"mail\\" {}'}}
              - {domain: hostile.test, rcpt: [ann@hostile.test]}
              - {domain: quoted.test}
              - {name: self, self: true}
            """,
            Map.of("PORT", postfix.port(), "DNS", dns.server()));
    Eventually.within(
        Duration.ofSeconds(10),
        () ->
            assertThat(agent.metrics().of("mxping_rounds_total"))
                .hasLineCount(4)
                .doesNotContain(" 0.0"));

    assertThat(Promtool.check(rig.directory(), agent.metrics()))
        .isEqualTo(new Program.Ended(0, "", ""));
    assertThat(agent.metrics().of("mxping_result_info"))
        .contains("code=\"550\",enhanced=\"other\"")
        .contains("connect_refused");
    assertThat(agent.metrics().value("mxping_internal_errors_total")).isZero();
  }
}
