package mxping.history;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import mxping.probe.Finding;
import mxping.smtp.Transcript;

/**
 * A dialogue that is kept, as long as there is room: what it came to, and its transcript.
 * Thread-safe.
 */
public final class KeptDialogue {
  private final Instant ended;
  private final Finding deciding;
  private volatile byte[] packed;

  KeptDialogue(Instant ended, Finding deciding, List<Transcript.Line> transcript) {
    this.ended = ended;
    this.deciding =
        new Finding(
            deciding.phase(),
            deciding.reason(),
            deciding.outcome(),
            Optional.empty(),
            deciding.detail());
    this.packed = PackedLines.of(transcript);
  }

  public Instant ended() {
    return ended;
  }

  /** What it came to, in words alone: the reply is in the transcript. */
  public Finding deciding() {
    return deciding;
  }

  /** Empty where it had to give way to later ones. */
  public List<Transcript.Line> transcript() {
    return PackedLines.unpacked(packed);
  }

  /** How many octets the transcript holds. */
  int octets() {
    return packed.length;
  }

  /** What it came to stays, the transcript goes. */
  void giveWay() {
    packed = PackedLines.NONE;
  }
}
