package mxping.history;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The past of a check or of one of its mail hosts: its last {@value Ring#ROUNDS} rounds and, of a
 * host, the last dialogue that went well and the last that did not. It grows while states come and
 * go; what it gives out are snapshots. Thread-safe.
 */
public final class Past {
  private final Ring ring;
  private Optional<KeptDialogue> good = Optional.empty();
  private Optional<KeptDialogue> bad = Optional.empty();
  private Optional<KeptDialogue> last = Optional.empty();

  private Past(Ring ring) {
    this.ring = ring;
  }

  static Past ofCheck(Instant since) {
    return new Past(new Ring(false, since));
  }

  static Past ofHost(Instant since) {
    return new Past(new Ring(true, since));
  }

  synchronized void add(Sample sample) {
    ring.add(sample);
  }

  /** Keeps a dialogue in place of the one that ended alike before, whose place is given back. */
  synchronized void keep(KeptDialogue dialogue, Transcripts shared) {
    boolean success = dialogue.deciding().outcome().success();
    (success ? good : bad).ifPresent(shared::remove);
    last = Optional.of(dialogue);
    if (success) {
      good = last;
    } else {
      bad = last;
    }
    shared.add(dialogue);
  }

  /** Gives back what its transcripts hold. */
  synchronized void leave(Transcripts shared) {
    good.ifPresent(shared::remove);
    bad.ifPresent(shared::remove);
  }

  /** The rounds that are kept, the oldest first. */
  public synchronized List<Sample> rounds() {
    return ring.samples();
  }

  /** The last dialogue that ended with success. */
  public synchronized Optional<KeptDialogue> lastGood() {
    return good;
  }

  /** The last dialogue that ended without success. */
  public synchronized Optional<KeptDialogue> lastBad() {
    return bad;
  }

  /** The last dialogue, however it ended. */
  public synchronized Optional<KeptDialogue> lastDialogue() {
    return last;
  }
}
