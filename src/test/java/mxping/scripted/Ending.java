package mxping.scripted;

/** How a session ended: by whom first, and how. */
public enum Ending {
  /** It has not. */
  OPEN,
  /** The client closed; whether it said QUIT before, {@link Session#saidQuit} tells. */
  CLIENT_CLOSED,
  /** The client reset, or closed with octets unread, which is the same on the wire. */
  CLIENT_RESET,
  /** The server closed: the script or rule says so, a mismatch, or the end of the test. */
  SERVER_CLOSED,
  /** The server reset, by {@code S! reset}. */
  SERVER_RESET
}
