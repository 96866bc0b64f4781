package mxping.sasl;

/** What the client does next in an exchange. */
public sealed interface Step {

  /**
   * It says something.
   *
   * @param base64 what goes on the wire; empty for an empty response
   * @param proof whether it was made from the password, so that what the host says next may show it
   */
  record Say(String base64, boolean proof) implements Step {

    /** What was said is for nobody else to see. */
    @Override
    public String toString() {
      return "Say[<secret>]";
    }
  }

  /** It lets the host begin. */
  record Listen() implements Step {}

  /** It does not go on. */
  record Stop(Why why, String words) implements Step {}

  /** Why an exchange cannot go on. */
  enum Why {
    /** The host does not keep to the mechanism, or is not who it has to prove to be. */
    BROKEN,
    /** The host wants more work of us than we do for it. */
    COSTLY,
    /** The name or the password is not one that the mechanism can carry. */
    UNFIT
  }
}
