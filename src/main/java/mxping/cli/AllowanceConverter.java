package mxping.cli;

import mxping.check.Allowance;
import mxping.config.Allowances;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the values of {@code --web.probe-allow}. */
final class AllowanceConverter implements ITypeConverter<Allowance> {
  @Override
  public Allowance convert(String text) {
    try {
      return Allowances.parse(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}
