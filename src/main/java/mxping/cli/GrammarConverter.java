package mxping.cli;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.function.Function;
import mxping.check.Tls;
import mxping.config.Typed;
import mxping.config.TypedTarget;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a value of the command line as {@code checks.yaml} would have it. */
abstract class GrammarConverter<T> implements ITypeConverter<T> {
  private final Function<String, T> grammar;

  private GrammarConverter(Function<String, T> grammar) {
    this.grammar = grammar;
  }

  @Override
  public T convert(String text) {
    try {
      return grammar.apply(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }

  static final class OfTarget extends GrammarConverter<TypedTarget> {
    OfTarget() {
      super(TypedTarget::parse);
    }
  }

  static final class OfDuration extends GrammarConverter<Duration> {
    OfDuration() {
      super(Typed::duration);
    }
  }

  static final class OfMode extends GrammarConverter<Tls.Mode> {
    OfMode() {
      super(Typed::tlsMode);
    }
  }

  static final class OfSender extends GrammarConverter<String> {
    OfSender() {
      super(Typed::sender);
    }
  }

  static final class OfHelo extends GrammarConverter<String> {
    OfHelo() {
      super(Typed::helo);
    }
  }

  static final class OfPort extends GrammarConverter<Integer> {
    OfPort() {
      super(Typed::port);
    }
  }

  static final class OfServer extends GrammarConverter<InetSocketAddress> {
    OfServer() {
      super(Typed::server);
    }
  }
}
