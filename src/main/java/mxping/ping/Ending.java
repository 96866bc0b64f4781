package mxping.ping;

/** What a ping came to. */
public sealed interface Ending {

  /**
   * It was carried out.
   *
   * @param asExpected whether any mail host was asked, and each did all that was expected, each
   *     time
   */
  record Told(boolean asExpected) implements Ending {}

  /**
   * Nobody was asked, for that would have been faster than a guest may come.
   *
   * @param words why, for who wished it
   */
  record TooFast(String words) implements Ending {}
}
