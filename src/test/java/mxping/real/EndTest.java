package mxping.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import mxping.scripted.ScriptedSmtp;
import mxping.scripted.Session;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the program ends: by a signal in mid-dialogue, or before it began. */
@Tag("real")
class EndTest {
  private static final Duration SOON = Duration.ofSeconds(15);

  private static final String SILENT_AFTER_RCPT =
      """
      S: 220 mx.test ESMTP
      C: EHLO *
      S: 250 mx.test
      C: MAIL FROM:<>
      S: 250 ok
      C: RCPT TO:<ann@silent.test>
      S! silence
      """;

  private static final String ONE_CHECK =
      """
      checks:
        - {name: self, self: true}
      """;

  @RegisterExtension final Rig rig = new Rig();

  @ParameterizedTest
  @ValueSource(strings = {"TERM", "INT"})
  void aSignalLetsOpenDialoguesEndWithQuit(String signal) throws Exception {
    ScriptedSmtp one = rig.keep(ScriptedSmtp.on("127.25.0.5", 0).playing(SILENT_AFTER_RCPT));
    ScriptedSmtp two =
        rig.keep(ScriptedSmtp.on("127.25.0.6", one.port()).playing(SILENT_AFTER_RCPT));
    RealAgent agent =
        rig.agent(
            """
            defaults: {port: "${PORT}", rcpt: [ann@silent.test], timeouts: {reply: 40s}}
            checks:
              - {name: one, host: 127.25.0.5}
              - {name: two, host: 127.25.0.6}
            """,
            Map.of("PORT", one.port()));
    Eventually.within(
        SOON,
        () -> {
          assertThat(one.transcript()).contains("RCPT TO");
          assertThat(two.transcript()).contains("RCPT TO");
        });

    agent.signal(signal);
    Program.Ended ended = agent.end(Duration.ofSeconds(12));

    assertThat(ended.exit()).isZero();
    assertThat(ended.err()).doesNotContain("Exception", "error");
    assertThat(one.awaitSessions(1, SOON)).singleElement().matches(Session::saidQuit);
    assertThat(two.awaitSessions(1, SOON)).singleElement().matches(Session::saidQuit);
  }

  @Test
  void anAgentWithNothingToEndStopsAtOnce() throws Exception {
    RealAgent agent = rig.agent(ONE_CHECK, Map.of());

    agent.signal("TERM");

    assertThat(agent.end(Duration.ofSeconds(3)).exit()).isZero();
  }

  /** It listens before it watches, and taking that many checks on takes it a while. */
  @Test
  void aSignalWhileItStartsIsHeededOnceItHas() throws Exception {
    String many =
        IntStream.range(0, 10_000)
            .mapToObj(i -> "  - {name: c%d, host: 127.25.0.5, every: 1h}\n".formatted(i))
            .collect(Collectors.joining("", "checks:\n", ""));
    int port = Loopback.freePort();
    Program agent = mxping(many, "--web.listen-address=127.0.0.1:" + port);
    rig.keep(agent::stop);
    Loopback.awaitListening("127.0.0.1", port, SOON);

    agent.signal("TERM");
    Program.Ended ended = agent.end(SOON);

    assertThat(ended.exit()).isZero();
    assertThat(ended.err().lines())
        .anyMatch(line -> line.contains("watching 10000 checks"))
        .anyMatch(line -> line.contains("stopping"));
  }

  @Test
  void aPortInUseIsOneClearLine() throws Exception {
    RealAgent first = rig.agent(ONE_CHECK, Map.of());

    Program.Ended ended =
        mxping(ONE_CHECK, "--web.listen-address=127.0.0.1:" + first.port()).end(SOON);

    assertThat(ended)
        .isEqualTo(
            new Program.Ended(
                2,
                "",
                "mxping: cannot listen on 127.0.0.1:%d: address already in use\n"
                    .formatted(first.port())));
  }

  @Test
  void aGoodFileIsSaidToBeGood() throws Exception {
    Program.Ended ended = mxping(ONE_CHECK, "--config.check").end(SOON);

    assertThat(ended.exit()).isZero();
    assertThat(ended.out()).endsWith("checks.yaml: 1 check, no problems\n");
    assertThat(ended.err()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"--config.check", "--log.level=info"})
  void allProblemsOfABadFileAreSaidAtOnce(String flag) throws Exception {
    Program.Ended ended =
        mxping(
                """
                defaults:
                  evry: 60s
                checks:
                  - {host: mx.test, port: 99999}
                  - {domain: two.test, rcpt: ["ann@two.test\\r\\nQUIT"]}
                """,
                flag)
            .end(SOON);

    assertThat(ended.exit()).isEqualTo(2);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err().lines())
        .hasSize(4)
        .anySatisfy(line -> assertThat(line).contains("checks.yaml:2:3: ").contains("every"))
        .anySatisfy(line -> assertThat(line).contains("checks.yaml:4:27: ").contains("port"))
        .anySatisfy(line -> assertThat(line).contains("checks.yaml:5:31: ").contains("rcpt"))
        .last()
        .isEqualTo("3 problems");
  }

  @Test
  void aMissingFileIsOneClearLine() throws Exception {
    Program.Ended ended =
        RealAgent.launch(rig.directory(), Map.of(), "--config.file=/nowhere/checks.yaml").end(SOON);

    assertThat(ended.exit()).isEqualTo(2);
    assertThat(ended.err().lines().findFirst().orElse("")).contains("/nowhere/checks.yaml");
    assertThat(ended.err()).doesNotContain("Exception");
  }

  private Program mxping(String checks, String flag) throws IOException {
    Path directory = rig.directory();
    Path file = Files.writeString(directory.resolve("checks.yaml"), checks);
    return RealAgent.launch(directory, Map.of(), "--config.file=" + file, flag);
  }
}
