package mxping.sasl;

/** The client's side of one mechanism, on octets. Not thread-safe. */
interface Client {

  /** What it does before the host has said anything. */
  Step begin();

  /** What it does about a challenge. */
  Step answer(byte[] challenge);

  /** Whether all has been said and heard, so that the host may now declare success. */
  boolean complete();
}
