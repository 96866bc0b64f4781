package mxping.probe;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The dialogues that go on at this moment, so that an agent that stops leaves none open, and who
 * watches them. Thread-safe.
 */
public final class OpenDialogues {
  private final Set<Dialogue> open = ConcurrentHashMap.newKeySet();
  private final Spectator spectator;

  /** Nobody watches. */
  public OpenDialogues() {
    this(Spectator.NOBODY);
  }

  public OpenDialogues(Spectator spectator) {
    this.spectator = spectator;
  }

  Spectator spectator() {
    return spectator;
  }

  void began(Dialogue dialogue) {
    open.add(dialogue);
  }

  void ended(Dialogue dialogue) {
    open.remove(dialogue);
  }

  /** Ends all of them at once, with a QUIT where one may be said. */
  public void hangUp() {
    open.forEach(Dialogue::hangUp);
  }
}
