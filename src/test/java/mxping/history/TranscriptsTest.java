package mxping.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import mxping.probe.Finding;
import mxping.probe.Phase;
import mxping.probe.Reason;
import mxping.smtp.Transcript.Line;
import mxping.smtp.Transcript.Side;
import org.junit.jupiter.api.Test;

/** The room that all transcripts share. */
class TranscriptsTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final int SIZE = 10_000;

  private final Transcripts shared = new Transcripts(100_000);

  private static KeptDialogue dialogue(Reason reason) {
    return new KeptDialogue(
        NOW,
        Finding.of(Phase.EHLO, reason, "because"),
        List.of(new Line(Duration.ofMillis(5), Side.SERVER, "x".repeat(SIZE))));
  }

  private Past host() {
    return Past.ofHost(NOW);
  }

  private Past keeping(Reason reason) {
    Past host = host();
    host.keep(dialogue(reason), shared);
    return host;
  }

  @Test
  void linesComeOutAsTheyWentIn() {
    List<Line> lines =
        List.of(
            new Line(Duration.ZERO, Side.NOTE, ""),
            new Line(Duration.ofNanos(1_234_000), Side.CLIENT, "EHLO é \ud83d\ude00"),
            new Line(Duration.ofSeconds(44), Side.SERVER, "250 " + "y".repeat(9_000)));

    assertThat(PackedLines.unpacked(PackedLines.of(lines))).isEqualTo(lines);
    assertThat(PackedLines.unpacked(PackedLines.NONE)).isEmpty();
  }

  @Test
  void whereThereIsNoRoomTheOldestGivesWay() {
    List<Past> hosts = IntStream.range(0, 12).mapToObj(i -> keeping(Reason.NONE)).toList();

    assertThat(hosts)
        .extracting(host -> host.lastGood().orElseThrow().transcript().size())
        .containsExactly(0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1);
    assertThat(shared.octets()).isBetween(9L * SIZE, 100_000L);
  }

  @Test
  void goodOnesGiveWayBeforeBadOnes() {
    Past bad = keeping(Reason.CONNECTION_LOST);
    List<Past> good = IntStream.range(0, 30).mapToObj(i -> keeping(Reason.NONE)).toList();

    assertThat(bad.lastBad().orElseThrow().transcript()).hasSize(1);
    assertThat(good.getLast().lastGood().orElseThrow().transcript()).hasSize(1);
    assertThat(good.getFirst().lastGood().orElseThrow().transcript()).isEmpty();
  }

  @Test
  void whatItCameToStaysWhereTheTranscriptIsGone() {
    Past first = keeping(Reason.CONNECTION_LOST);
    IntStream.range(0, 20).forEach(i -> keeping(Reason.REPLY_TIMEOUT));

    KeptDialogue dialogue = first.lastBad().orElseThrow();
    assertThat(dialogue.transcript()).isEmpty();
    assertThat(dialogue.deciding().reason()).isEqualTo(Reason.CONNECTION_LOST);
    assertThat(dialogue.deciding().detail()).isEqualTo("because");
  }

  @Test
  void aHostTakesNoMoreRoomHoweverOftenItIsProbed() {
    Past host = host();
    for (int i = 0; i < 1_000; i++) {
      host.keep(dialogue(i % 2 == 0 ? Reason.NONE : Reason.NOT_SMTP), shared);
    }

    assertThat(shared.octets()).isBetween(2L * SIZE, 2L * SIZE + 1_000);
  }

  @Test
  void whoLeavesGivesItsRoomBack() {
    Past host = keeping(Reason.NONE);
    host.keep(dialogue(Reason.NOT_SMTP), shared);

    host.leave(shared);
    host.leave(shared);

    assertThat(shared.octets()).isZero();
  }
}
