package mxping.check;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * What a good host shows besides its replies.
 *
 * @param capabilities EHLO keywords, upper case, that must be offered
 * @param forbidden EHLO keywords, upper case, that must not be offered before TLS
 * @param greeting RE2 expression to be found in the greeting's text
 * @param mx the names of the MX set, A-labels, lower case, without final dots; empty where none is
 *     expected
 * @param within duration of a probe above which it is slow
 */
public record Expectations(
    Set<String> capabilities,
    Set<String> forbidden,
    Optional<String> greeting,
    Set<String> mx,
    Optional<Duration> within) {

  public static final Expectations NONE =
      new Expectations(Set.of(), Set.of(), Optional.empty(), Set.of(), Optional.empty());

  public Expectations {
    capabilities = Set.copyOf(capabilities);
    forbidden = Set.copyOf(forbidden);
    mx = Set.copyOf(mx);
  }
}
