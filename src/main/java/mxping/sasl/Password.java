package mxping.sasl;

/** A password. It shows itself to nobody who does not ask for its text. */
public final class Password {
  private final String text;

  public Password(String text) {
    this.text = text;
  }

  public String text() {
    return text;
  }

  @Override
  public String toString() {
    return "<secret>";
  }
}
