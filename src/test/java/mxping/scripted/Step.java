package mxping.scripted;

import java.time.Duration;
import java.util.List;

/**
 * One step of a script: what the server does, or what it expects of the client. {@code line} is the
 * number of the step's (first) line in the script, from 1.
 */
sealed interface Step {
  int line();

  /** A step that ends the dialogue. */
  sealed interface Last extends Step {}

  /** Lines sent in one write, each with CRLF. */
  record Say(int line, List<String> lines) implements Step {
    public Say {
      lines = List.copyOf(lines);
    }
  }

  /** Octets sent as they are, written with escapes ({@link Octets#unescape}). */
  record Raw(int line, String escaped) implements Step {}

  /** Random-looking octets, the same each time, then CRLF. */
  record Garbage(int line) implements Step {
    byte[] octets() {
      return Octets.garbage();
    }
  }

  /** From here on all is sent octet by octet, with this pause before each; zero ends it. */
  record Drip(int line, Duration pause) implements Step {}

  /** One wait; what the client says meanwhile is kept for later. */
  record Pause(int line, Duration length) implements Step {}

  /** The server's half of a TLS handshake; what follows goes through TLS. */
  record StartTls(int line, TlsOffer offer) implements Step {}

  /** The same, but it has to break, whoever breaks it. */
  record BreakTls(int line, TlsOffer offer) implements Last {}

  /**
   * A ClientHello taken and not answered as it should be.
   *
   * @param words as they stand in the script after {@code S! tls}
   * @param answer octets, written with escapes; may be none
   * @param closes whether the server closes then
   */
  record TlsFault(int line, String words, String answer, boolean closes) implements Last {}

  /** The last thing the server does, by its own choice. */
  record Finale(int line, Ruin ruin) implements Last {}

  /** How a server leaves its client in the lurch. */
  enum Ruin {
    /** Nothing more is said; the connection stays open until the client or the test closes it. */
    SILENCE,
    /** A FIN, then whatever the client still says is heard until it closes too. */
    CLOSE,
    /** The same without a close_notify, where TLS would have one. */
    TRUNCATE,
    /** A RST. */
    RESET,
    /** Octets without a line end until the client closes, at most {@link Wire#FLOOD_OCTETS}. */
    FLOOD
  }

  /** A line the client has to say; {@code *} stands for any text, none included. */
  record Expect(int line, String pattern) implements Step {}

  /** The client has to close, by FIN or RST, and say nothing before. */
  record ExpectClose(int line) implements Last {}

  /** For so long no octet may come; zero: none may have come yet. */
  record ExpectNothing(int line, Duration length) implements Step {}

  /** Whether the dialogue is over after this step. */
  default boolean last() {
    return this instanceof Last;
  }
}
