package mxping.scripted;

/** What came of listening to the client. */
sealed interface Heard {
  /** A whole line, without its CRLF. */
  record Line(String text) implements Heard {}

  /** The client is gone, or the test closed the server; {@code unfinished} had no CRLF yet. */
  record End(Inbox.End how, String unfinished) implements Heard {}

  /** No whole line came in time. */
  record Late(String unfinished) implements Heard {}
}
