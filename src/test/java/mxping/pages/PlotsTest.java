package mxping.pages;

import static mxping.pages.Played.ended;
import static mxping.pages.Played.phases;
import static mxping.pages.Played.took;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import mxping.history.Sample;
import mxping.probe.Phase;
import mxping.probe.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The drawings, to the point. */
class PlotsTest {
  @Test
  void roundsStandAtTheRightTheWorseTheTaller() {
    Bar bar =
        Bar.of(List.of(ended(Reason.NONE), ended(Reason.CONNECTION_LOST), ended(Reason.NONE)), 5);

    assertThat(bar.width()).isEqualTo(20);
    assertThat(bar.strips())
        .containsExactly(
            new Bar.Strip(State.FAILED, "M12 0h3v18h-3z"),
            new Bar.Strip(State.OK, "M8 12h3v6h-3zM16 12h3v6h-3z"));
    assertThat(bar.words()).isEqualTo("last 3 rounds: 1 failed, 2 ok");
  }

  @Test
  void ofManyRoundsTheNewestAreShown() {
    List<Sample> rounds = new ArrayList<>(Collections.nCopies(100, ended(Reason.NONE)));
    rounds.add(ended(Reason.MISSED));

    assertThat(Bar.of(rounds, 2).words()).isEqualTo("last 2 rounds: 1 ok, 1 skipped");
    assertThat(Bar.of(List.of(), 2)).isEqualTo(new Bar(8, List.of(), "no rounds yet"));
  }

  @Test
  void timesAreALineWithGaps() {
    Sparkline times =
        Sparkline.of(
            List.of(took(100), took(50), ended(Reason.CONNECTION_LOST), took(0), took(100)), 5);

    assertThat(times.path()).isEqualTo("M2 2h0L4 12M8 22h0L10 2");
    assertThat(times.words()).isEqualTo("slowest 100 ms");
  }

  @Test
  void timesOfLoopbackStayFlat() {
    assertThat(Sparkline.of(List.of(took(1)), 1).path()).isEqualTo("M2 20h0");
    assertThat(Sparkline.of(List.of(), 1)).isEqualTo(new Sparkline(4, "", "no times"));
  }

  @Test
  void phasesAreStackedInTheOrderOfTheDialogue() {
    Sample round = phases(Map.of(Phase.RCPT, 50L, Phase.CONNECT, 25L, Phase.EHLO, 25L));

    StackPlot plot = StackPlot.of(List.of(round));

    assertThat(plot.top()).isEqualTo("100 ms");
    assertThat(plot.half()).isEqualTo("50 ms");
    assertThat(plot.layers())
        .containsExactly(
            new StackPlot.Layer("connect", "M476 90h3.2v30h-3.2z"),
            new StackPlot.Layer("ehlo", "M476 60h3.2v30h-3.2z"),
            new StackPlot.Layer("rcpt", "M476 0h3.2v60h-3.2z"));
    assertThat(plot.to()).isEqualTo("10:00:00Z");
  }

  @Test
  void aPlotOfNothingIsEmpty() {
    assertThat(StackPlot.of(List.of()))
        .isEqualTo(new StackPlot(List.of(), "1 ms", "0.5 ms", "", ""));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0.001",
    "0.001, 0.001",
    "0.0011, 0.002",
    "0.03, 0.04",
    "0.35, 0.4",
    "0.9, 1",
    "1, 1",
    "7, 8",
    "9.5, 10",
    "45, 60",
    "61, 80"
  })
  void scalesEndInRoundNumbers(double seconds, double top) {
    assertThat(Scale.above(seconds)).isCloseTo(top, within(1e-9));
  }
}
