package mxping.cluster;

/** Carries letters to other members; does not block, and does not tell whether they arrive. */
@FunctionalInterface
interface Post {

  /**
   * Sends one.
   *
   * @param member by name; a letter to one that is not there is lost
   */
  void send(String member, Letter letter);
}
