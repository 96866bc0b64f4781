package mxping.config;

import java.util.Optional;
import java.util.function.Function;

/** What came of reading a text in a grammar. */
sealed interface Parsed<T> {

  /** What the text means; empty where it is not of the grammar. */
  Optional<T> value();

  /** The text is further read by what it meant so far. */
  <R> Parsed<R> then(Function<T, Parsed<R>> next);

  /** Why the text is not of the grammar is said after {@code prefix}. */
  Parsed<T> because(String prefix);

  /** The text is of the grammar, and means this. */
  record Good<T>(T meaning) implements Parsed<T> {
    @Override
    public Optional<T> value() {
      return Optional.of(meaning);
    }

    @Override
    public <R> Parsed<R> then(Function<T, Parsed<R>> next) {
      return next.apply(meaning);
    }

    @Override
    public Parsed<T> because(String prefix) {
      return this;
    }
  }

  /**
   * The text is not of the grammar.
   *
   * @param why a sentence whose subject is the text, as in "has no unit"; never quotes the text
   * @param detail more of it, which may quote the text; left out where the text is a secret
   */
  record Bad<T>(String why, String detail) implements Parsed<T> {
    @Override
    public Optional<T> value() {
      return Optional.empty();
    }

    @Override
    public <R> Parsed<R> then(Function<T, Parsed<R>> next) {
      return new Bad<>(why, detail);
    }

    @Override
    public Parsed<T> because(String prefix) {
      return new Bad<>(prefix + why, detail);
    }
  }

  static <T> Parsed<T> good(T value) {
    return new Good<>(value);
  }

  static <T> Parsed<T> bad(String why) {
    return new Bad<>(why, "");
  }

  static <T> Parsed<T> bad(String why, String detail) {
    return new Bad<>(why, detail);
  }

  default <R> Parsed<R> map(Function<T, R> change) {
    return then(value -> good(change.apply(value)));
  }
}
