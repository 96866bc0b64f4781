package mxping.zone;

import java.util.Locale;

/** A way of not answering as a name server should, asked for by {@code name !WORD} in a zone. */
public enum Fault {
  /** An answer with that rcode and nothing else. */
  SERVFAIL,
  /** An answer with that rcode and nothing else. */
  REFUSED,
  /** A header with that rcode alone, without the question, as RFC 1035 servers may send it. */
  FORMERR,
  /**
   * FORMERR to a query with EDNS, as servers from before RFC 6891 do; the answer to one without.
   */
  NOEDNS,
  /** No answer, ever. */
  TIMEOUT,
  /** TC over UDP, the whole answer over TCP. */
  TRUNCATE,
  /** TC over UDP, and TCP closes without a word. */
  TRUNCATE_DEAD,
  /** TC over UDP, and TCP never answers. */
  TRUNCATE_SILENT,
  /** TC over UDP, and TCP sends an octet now and then. */
  TRUNCATE_DRIP,
  /** Of a chain of CNAMEs the first alone, as of a server that does not hold the others. */
  ONELINK,
  /** Octets that are no message. */
  GARBAGE,
  /** A header with the right id, then octets that are no message. */
  MANGLED,
  /** The answer under another id. */
  WRONGID,
  /** The answer to another question. */
  WRONGNAME,
  /** First a forged answer under another id (every address 192.0.2.66), then the true one. */
  SPOOF,
  /** NOERROR without authority or answer: go and ask these others (RFC 1912 2.8). */
  LAME;

  static Fault of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
