package mxping.probe;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import mxping.smtp.EnhancedCode;

/** The registered enhanced codes (RFC 5248), which bound what a label can hold. */
public final class EnhancedCodes {
  private static final Set<List<Integer>> REGISTERED =
      ProviderCodes.lines("enhanced-codes.txt").stream()
          .map(line -> List.of(line.split("\\s+")).stream().map(Integer::valueOf).toList())
          .flatMap(row -> row.stream().skip(1).map(detail -> List.of(row.getFirst(), detail)))
          .collect(Collectors.toUnmodifiableSet());

  private EnhancedCodes() {}

  /**
   * The value of the {@code enhanced} label: the code where it is registered, else {@code other}.
   */
  public static String label(EnhancedCode code) {
    return REGISTERED.contains(List.of(code.subject(), code.detail())) ? code.toString() : "other";
  }
}
