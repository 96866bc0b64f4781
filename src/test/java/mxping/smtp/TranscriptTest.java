package mxping.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TranscriptTest {
  private final Transcript transcript = new Transcript();

  private List<String> said() {
    return transcript.lines().stream().map(line -> line.side() + " " + line.text()).toList();
  }

  @Test
  void isTheDialogueLineByLine() {
    transcript.note("connected");
    transcript.server(new Reply(220, List.of("mx.test", "ready\u0007")));
    transcript.client("EHLO probe.test");
    transcript.server(new Reply(250, List.of("")));

    assertThat(said())
        .containsExactly(
            "NOTE connected",
            "SERVER 220-mx.test",
            "SERVER 220 ready\\x07",
            "CLIENT EHLO probe.test",
            "SERVER 250 ");
    assertThat(transcript.lines()).extracting(Transcript.Line::at).isSorted();
    assertThat(transcript.lines().get(3).toString()).endsWith(" C: EHLO probe.test");
  }

  @Test
  void holdsAtMost8KibAndCountsTheRest() {
    Reply kilobyte = new Reply(250, List.of("\0".repeat(250)));
    for (int i = 0; i < 100; i++) {
      transcript.server(kilobyte);
    }

    assertThat(said()).hasSize(9).last().isEqualTo("NOTE 92 more lines not kept");
    assertThat(String.join("", said())).hasSizeLessThan(9 * 1024);
  }

  @Test
  void hasNoGapsThatDoNotShow() {
    transcript.client("x".repeat(8000));
    transcript.client("y".repeat(8000));
    transcript.client("QUIT");

    assertThat(said()).hasSize(2).last().isEqualTo("NOTE 2 more lines not kept");
  }

  @Test
  void isWhatItWasWhenItWasTaken() {
    transcript.note("one");
    List<Transcript.Line> taken = transcript.lines();
    transcript.note("two");

    assertThat(taken).hasSize(1);
  }
}
