package mxping.history;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The room that the transcripts of all mail hosts share: where it is full the oldest gives way,
 * that of a good dialogue before that of a bad one. Thread-safe.
 */
final class Transcripts {
  /** What all transcripts together may hold in octets. */
  static final long ROOM = 16 << 20;

  /** What a transcript costs besides its lines: its place in here, what it came to. */
  private static final int BESIDES = 256;

  private final long room;
  private final Set<KeptDialogue> good = new LinkedHashSet<>();
  private final Set<KeptDialogue> bad = new LinkedHashSet<>();
  private long octets;

  Transcripts(long room) {
    this.room = room;
  }

  synchronized void add(KeptDialogue dialogue) {
    queue(dialogue).add(dialogue);
    octets += cost(dialogue);
    while (octets > room) {
      Iterator<KeptDialogue> oldest = (good.isEmpty() ? bad : good).iterator();
      KeptDialogue one = oldest.next();
      oldest.remove();
      octets -= cost(one);
      one.giveWay();
    }
  }

  /** Lets go of one that a later one has replaced, or whose host is gone. */
  synchronized void remove(KeptDialogue dialogue) {
    if (queue(dialogue).remove(dialogue)) {
      octets -= cost(dialogue);
    }
  }

  synchronized long octets() {
    return octets;
  }

  private Set<KeptDialogue> queue(KeptDialogue dialogue) {
    return dialogue.deciding().outcome().success() ? good : bad;
  }

  private static int cost(KeptDialogue dialogue) {
    return BESIDES + dialogue.octets();
  }
}
