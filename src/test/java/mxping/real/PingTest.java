package mxping.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import mxping.scripted.ScriptedSmtp;
import mxping.scripted.Session;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code mxping ping} as people run it: at a terminal, in a script, until Ctrl-C. */
@Tag("real")
class PingTest {
  private static final Duration SOON = Duration.ofSeconds(40);

  private static final String SILENT_AFTER_RCPT =
      """
      S: 220 mx.test ESMTP
      C: EHLO probe.test
      S: 250 mx.test
      C: MAIL FROM:<>
      S: 250 ok
      C: RCPT TO:<ann@ping.test>
      S! silence
      """;

  private static final String ZONE =
      """
      ping MX 10 mx1.ping
      ping MX 20 mx2.ping
      mx1.ping A 127.25.7.1
      mx2.ping A 127.25.7.2
      """;

  @RegisterExtension final Rig rig = new Rig();

  private ScriptedSmtp first() {
    return rig.keep(ScriptedSmtp.on("127.25.7.1", 0).answering(PingTest::answer));
  }

  private static String answer(String rcpt) {
    return rcpt.contains("bad") ? "550 5.1.1 no such user" : "250 2.1.5 ok";
  }

  private static List<String> ping(RealKnot knot, ScriptedSmtp host, String... arguments) {
    List<String> command = new ArrayList<>(RealAgent.program());
    command.addAll(List.of("ping", "--helo=probe.test", "--port=" + host.port()));
    command.add("--dns=" + knot.server());
    command.addAll(List.of(arguments));
    return command;
  }

  @Test
  void ctrlCInMidDialogueTellsTheStatisticsAndSaysQuit() throws Exception {
    RealKnot knot = rig.knot(ZONE);
    ScriptedSmtp mx1 = rig.keep(ScriptedSmtp.on("127.25.7.1", 0).playing(SILENT_AFTER_RCPT));
    Terminal terminal =
        rig.keep(
            Terminal.start(rig.directory(), Map.of(), ping(knot, mx1, "ann@ping.test", "-W60")));
    Eventually.within(
        SOON,
        () ->
            assertThat(terminal.shown())
                .containsPattern(
                    "\r\u001b\\[Kseq=1 mx1\\.ping\\.test: rcpt [1-9][0-9]*\\.[0-9] s"));

    terminal.interrupt();

    assertThat(terminal.end(Duration.ofSeconds(15))).isEqualTo(1);
    assertThat(mx1.awaitSessions(1, SOON)).singleElement().matches(Session::saidQuit);
    assertThat(terminal.shown())
        .contains("--- mx1.ping.test ping statistics ---", "0 probes,", ", 1 cut off")
        .doesNotContain("Exception");
  }

  @Test
  void ctrlCBetweenProbesTellsTheStatisticsAtOnce() throws Exception {
    RealKnot knot = rig.knot(ZONE);
    ScriptedSmtp mx1 = first();
    rig.keep(ScriptedSmtp.on("127.25.7.2", mx1.port()).answering(PingTest::answer));
    Terminal terminal =
        rig.keep(
            Terminal.start(rig.directory(), Map.of(), ping(knot, mx1, "ann@ping.test", "-i60")));
    Eventually.within(
        SOON, () -> assertThat(terminal.shown()).contains("seq=1 mx2.ping.test 127.25.7.2"));

    terminal.interrupt();

    assertThat(terminal.end(Duration.ofSeconds(10))).isZero();
    assertThat(terminal.shown())
        .contains("\u001b[32maccepted\u001b[0m, 250 2.1.5 ok")
        .contains("--- mx2.ping.test ping statistics ---")
        .containsPattern(
            "1 probe, 1 as expected, 0 lost \\(0%\\)\r\nmin/avg/max/stddev = [0-9.]+/");
    assertThat(mx1.awaitSessions(1, SOON).getFirst().said()).endsWith("RSET", "QUIT");
  }

  @Test
  void whoWantsNoColoursHasNone() throws Exception {
    RealKnot knot = rig.knot(ZONE);
    ScriptedSmtp mx1 = first();
    Map<String, String> environment = Map.of("NO_COLOR", "1");
    Terminal terminal =
        rig.keep(
            Terminal.start(rig.directory(), environment, ping(knot, mx1, "ann@ping.test", "-c1")));

    assertThat(terminal.end(SOON)).isEqualTo(1);
    assertThat(terminal.shown())
        .contains("accepted, 250 2.1.5 ok", "failed connect_refused")
        .doesNotContainPattern("\u001b\\[[0-9]+m");
  }

  @Test
  void aScriptGoesByTheExitCode() throws Exception {
    RealKnot knot = rig.knot(ZONE);
    ScriptedSmtp mx1 = first();
    rig.keep(ScriptedSmtp.on("127.25.7.2", mx1.port()).answering(PingTest::answer));

    Program.Ended good = run("good", ping(knot, mx1, "ann@ping.test", "-c3", "-i0.2"));
    Program.Ended bad = run("bad", ping(knot, mx1, "bad@ping.test", "-c1"));
    Program.Ended unusable = run("unusable", ping(knot, mx1, "bad@", "-c1"));

    assertThat(good.exit()).as(good.out() + good.err()).isZero();
    assertThat(good.out().lines().filter(line -> line.startsWith("seq="))).hasSize(6);
    assertThat(good.out()).doesNotContain("\u001b");
    assertThat(good.err()).isEmpty();
    assertThat(bad.exit()).isEqualTo(1);
    assertThat(bad.out()).contains("rejected, failed rcpt_unknown, 550 5.1.1 no such user");
    assertThat(unusable.exit()).isEqualTo(2);
    assertThat(unusable.out()).isEmpty();
  }

  @Test
  void aSignalEndsJsonWithItsStatisticsToo() throws Exception {
    RealKnot knot = rig.knot(ZONE);
    ScriptedSmtp mx1 = first();
    rig.keep(ScriptedSmtp.on("127.25.7.2", mx1.port()).answering(PingTest::answer));
    Program program =
        Program.start(
            rig.directory(), "json", Map.of(), ping(knot, mx1, "ann@ping.test", "--json"));
    rig.keep(program::stop);
    Eventually.within(
        SOON, () -> assertThat(program.out()).contains("\"seq\":1,", "\"mx\":\"mx2.ping.test\""));

    program.signal("INT");

    Program.Ended ended = program.end(SOON);
    List<JsonNode> lines =
        ended.out().lines().map(line -> new JsonMapper().readTree(line)).toList();
    assertThat(ended.exit()).isZero();
    assertThat(lines).extracting(line -> line.get("type").asString()).contains("mx", "probe");
    assertThat(lines.subList(lines.size() - 2, lines.size()))
        .allMatch(line -> line.get("type").asString().equals("statistics"));
  }

  private Program.Ended run(String name, List<String> command) throws Exception {
    return Program.run(rig.directory(), name, command, SOON);
  }
}
