package mxping.config;

/** The way from the top of a file to a value, such as {@code checks[3].timeouts.connect}. */
sealed interface KeyPath {

  /** As a person reads it; empty at the top. Long names are clipped. */
  String text();

  /** The file as a whole. */
  record Top() implements KeyPath {
    @Override
    public String text() {
      return "";
    }
  }

  /** A value of a mapping. */
  record Member(KeyPath parent, String name) implements KeyPath {
    @Override
    public String text() {
      String above = parent.text();
      return above + (above.isEmpty() ? "" : ".") + Quoted.clip(name);
    }
  }

  /** A value of a list, counted from 0. */
  record Item(KeyPath parent, int index) implements KeyPath {
    @Override
    public String text() {
      return parent.text() + "[" + index + "]";
    }
  }

  static KeyPath top() {
    return new Top();
  }

  default KeyPath member(String name) {
    return new Member(this, name);
  }

  default KeyPath item(int index) {
    return new Item(this, index);
  }
}
