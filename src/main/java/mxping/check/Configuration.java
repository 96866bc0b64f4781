package mxping.check;

import java.util.List;

/** All that {@code checks.yaml} and its includes say, validated and complete. */
public record Configuration(Manners manners, List<Check> checks) {
  public Configuration {
    checks = List.copyOf(checks);
  }
}
