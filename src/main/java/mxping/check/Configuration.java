package mxping.check;

import java.util.List;
import java.util.Optional;

/**
 * All that {@code checks.yaml} and its includes say, validated and complete.
 *
 * @param usual a check that says nothing itself, so that {@code defaults} and {@code probe} are all
 *     there is in it; of the domain {@code invalid} (RFC 6761 6.4)
 * @param cluster the agents that share these checks; empty where this one is alone
 */
public record Configuration(
    Manners manners, List<Check> checks, Check usual, Optional<Cluster> cluster) {
  public Configuration {
    checks = List.copyOf(checks);
  }
}
