package mxping.scripted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScriptReaderTest {
  @Test
  void everyLineOfAScriptIsAStepAndLinesSaidTogetherAreOne() {
    String script =
        """
        # a comment

        S: 250-a
        S:
        S: 250 b
        C: EHLO *
        S! drip 100ms
        S! pause 2s
        C! nothing
        C! nothing 50ms
        S! raw 250 ok\\n
          S! garbage
        S! reset
        """;

    assertThat(Script.of(script).steps())
        .containsExactly(
            new Step.Say(3, List.of("250-a", "", "250 b")),
            new Step.Expect(6, "EHLO *"),
            new Step.Drip(7, Duration.ofMillis(100)),
            new Step.Pause(8, Duration.ofSeconds(2)),
            new Step.ExpectNothing(9, Duration.ZERO),
            new Step.ExpectNothing(10, Duration.ofMillis(50)),
            new Step.Raw(11, "250 ok\\n"),
            new Step.Garbage(12),
            new Step.Finale(13, Step.Ruin.RESET));
  }

  @Test
  void tlsIsAStepOrAnEnd() {
    TlsOffer all =
        TlsOffer.PLAIN.only("TLSv1.2").asking(TlsOffer.Asking.NEEDS).drip(Duration.ofMillis(5));

    assertThat(Script.of("S! tls\nS! tls needs drip 5ms TLSv1.2\nS! tls broken wants").steps())
        .containsExactly(
            new Step.StartTls(1, TlsOffer.PLAIN),
            new Step.StartTls(2, all),
            new Step.BreakTls(3, TlsOffer.PLAIN.asking(TlsOffer.Asking.WANTS)));
    assertThat(Script.of("S! tls hang").steps())
        .containsExactly(new Step.TlsFault(1, "hang", "", false));
    assertThat(Script.of("S! tls fail").steps())
        .containsExactly(new Step.TlsFault(1, "fail", "\\x15\\x03\\x03\\x00\\x02\\x02\\x28", true));
    assertThat(Script.of("S! tls fail protocol_version").steps())
        .containsExactly(
            new Step.TlsFault(
                1, "fail protocol_version", "\\x15\\x03\\x03\\x00\\x02\\x02\\x46", true));
    assertThat(Script.of("S! tls raw 250 a\\r\\n").steps())
        .containsExactly(new Step.TlsFault(1, "raw 250 a\\r\\n", "250 a\\r\\n", false));
  }

  @Test
  void aScriptWithoutAnEndEndsWithTheClientClosing() {
    assertThat(Script.of("S: 220 mx\nS: 221 bye").steps())
        .containsExactly(new Step.Say(1, List.of("220 mx", "221 bye")), new Step.ExpectClose(2));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          220 mx           | a line begins with
          S:220 mx         | a line begins with
          C                | a line begins with
          S! explode       | no such fault: explode
          S! tls slowly    | tls knows no slowly
          S! tls TLSv1.1   | tls knows no TLSv1.1
          S! tls drip      | drip needs an argument
          S! tls drip 1    | a duration is written
          S! tls hang 3s   | tls hang takes no argument
          S! tls fail x    | tls fail knows no alert x
          S! tls raw       | tls raw needs an argument
          S! tls raw \\q   | no such escape: \\q
          C! shout         | no such conduct of a client: shout
          S! drip          | drip needs an argument
          S! drip slowly   | a duration is written
          S! drip 1h       | a duration is written
          S! silence 3s    | silence takes no argument
          S! raw a\\q      | no such escape: \\q
          S! raw a\\x1     | two digits
          S! raw a\\xZZ    | not a hexadecimal digit
          """)
  void whatIsNoScriptIsRefusedByLine(String line, String problem) {
    assertThatThrownBy(() -> Script.of("S: 220 mx\n\n" + line))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("script line 3: ")
        .hasMessageContaining(problem)
        .hasMessageEndingWith(line);
  }

  @Test
  void nothingFollowsTheEnd() {
    assertThatThrownBy(() -> Script.of("S! close\n# all is said\nS: 220 mx"))
        .hasMessageContaining("script line 3: nothing can follow the end in line 1");
  }

  @Test
  void thereIsSomethingToPlay() {
    assertThatThrownBy(() -> ScriptedSmtp.playing()).hasMessage("nothing to play");
  }
}
