package mxping.probe;

import java.net.InetSocketAddress;
import mxping.smtp.Transcript;

/**
 * Somebody who watches dialogues while they go on. Told on the thread of the dialogue, which waits
 * for it: what a spectator does has to be short, and must not throw.
 */
public interface Spectator {
  Spectator NOBODY =
      new Spectator() {
        @Override
        public void begins(InetSocketAddress remote, Phase phase) {}

        @Override
        public void heard(InetSocketAddress remote, Transcript.Line line) {}
      };

  /** The dialogue with {@code remote} comes to this phase, and waits in it from now on. */
  void begins(InetSocketAddress remote, Phase phase);

  /** A line of the dialogue with {@code remote}, control characters visible. */
  void heard(InetSocketAddress remote, Transcript.Line line);
}
