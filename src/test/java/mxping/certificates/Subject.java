package mxping.certificates;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * What a certificate is to say.
 *
 * @param commonName its subject's only attribute
 * @param names the DNS names of its subjectAltName; none: it has no such extension
 * @param notBefore to the second
 * @param notAfter to the second
 * @param authority whether it may sign others
 */
record Subject(
    String commonName, List<String> names, Instant notBefore, Instant notAfter, boolean authority) {
  private static final Duration LONG = Duration.ofDays(90);
  private static final Duration VERY_LONG = Duration.ofDays(3650);

  Subject {
    names = List.copyOf(names);
  }

  /** A host of this name, in order. */
  static Subject host(String name) {
    return new Subject(name, List.of(name), now().minus(LONG), now().plus(LONG), false);
  }

  static Subject authority(String name) {
    return new Subject(name, List.of(), now().minus(VERY_LONG), now().plus(VERY_LONG), true);
  }

  Subject withoutNames() {
    return new Subject(commonName, List.of(), notBefore, notAfter, authority);
  }

  /** The same, run out since so long. */
  Subject expired(Duration since) {
    return new Subject(
        commonName, names, now().minus(since).minus(LONG), now().minus(since), authority);
  }

  /** The same, valid for so long from now. */
  Subject expiring(Duration in) {
    return new Subject(commonName, names, now().minus(LONG), now().plus(in), authority);
  }

  /** The same, valid from so long in the future on. */
  Subject beginning(Duration in) {
    return new Subject(commonName, names, now().plus(in), now().plus(in).plus(LONG), authority);
  }

  private static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.SECONDS);
  }
}
