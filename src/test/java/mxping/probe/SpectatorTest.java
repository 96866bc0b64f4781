package mxping.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mxping.check.Checks;
import mxping.scripted.ScriptedSmtp;
import mxping.smtp.Transcript;
import org.junit.jupiter.api.Test;

/** What somebody sees who watches a dialogue. */
class SpectatorTest {
  private final List<String> seen = new ArrayList<>();

  private final Spectator spectator =
      new Spectator() {
        @Override
        public void begins(InetSocketAddress remote, Phase phase) {
          seen.add(phase.label());
        }

        @Override
        public void heard(InetSocketAddress remote, Transcript.Line line) {
          seen.add(line.side().name().charAt(0) + ": " + line.text());
        }
      };

  @Test
  void eachPhaseIsToldBeforeWhatIsSaidInIt() throws Exception {
    try (var mx = ScriptedSmtp.answering(rcpt -> "550 5.1.1 no \u001b")) {
      Prober prober =
          new Prober(
              Checks.host("mx.test").rcpt("ann@a.test").helo("probe.test").check(),
              Optional.empty());

      ProbeResult result = Story.probe(prober, mx.address(), new OpenDialogues(spectator));

      assertThat(seen)
          .containsSubsequence(
              "connect",
              "greeting",
              "ehlo",
              "C: EHLO probe.test",
              "mail",
              "C: MAIL FROM:<>",
              "rcpt",
              "C: RCPT TO:<ann@a.test>",
              "S: 550 5.1.1 no \\x1b",
              "rset",
              "C: RSET",
              "quit",
              "C: QUIT");
      assertThat(seen.stream().filter(line -> line.startsWith("C: ") || line.startsWith("S: ")))
          .containsExactlyElementsOf(
              result.transcript().stream()
                  .filter(line -> line.side() != Transcript.Side.NOTE)
                  .map(line -> line.side().name().charAt(0) + ": " + line.text())
                  .toList());
    }
  }
}
