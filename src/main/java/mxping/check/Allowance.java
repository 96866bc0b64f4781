package mxping.check;

/** Something that {@code --web.probe-allow} opens to whoever may ask for a probe. */
public sealed interface Allowance {

  /**
   * A domain or host of this name.
   *
   * @param name in A-labels, lower case, without a final dot
   */
  record Name(String name) implements Allowance {}

  /**
   * All names below this one, however deep; not the name itself.
   *
   * @param name in A-labels, lower case, without a final dot
   */
  record Below(String name) implements Allowance {}

  /** The addresses of a network, whatever name leads to them. */
  record Within(Network network) implements Allowance {}
}
