package mxping.ping;

import java.time.Duration;

/**
 * What came of all probes of one mail host. Times are of the probes in which it was up. Not
 * thread-safe.
 */
final class Tally {
  private final String mx;
  private int probes;
  private int lost;
  private int asExpected;
  private int skipped;
  private int cutOff;
  private int timed;
  private double least = Double.MAX_VALUE;
  private double most;
  private double sum;
  private double squares;

  Tally(String mx) {
    this.mx = mx;
  }

  void add(Probe probe) {
    if (!probe.visited()) {
      skipped++;
      return;
    }
    probes++;
    lost += probe.up() ? 0 : 1;
    asExpected += probe.asExpected() ? 1 : 0;
    probe.duration().filter(took -> probe.up()).ifPresent(this::add);
  }

  /** A probe was ended by us before its time, and says nothing. */
  void addCutOff() {
    cutOff++;
  }

  private void add(Duration took) {
    double seconds = took.toNanos() / 1e9;
    timed++;
    least = Math.min(least, seconds);
    most = Math.max(most, seconds);
    sum += seconds;
    squares += seconds * seconds;
  }

  String mx() {
    return mx;
  }

  /** How often it was asked. */
  int probes() {
    return probes;
  }

  /** How often it was not up. */
  int lost() {
    return lost;
  }

  /** How often it did all that was expected. */
  int asExpected() {
    return asExpected;
  }

  /** How often it was not asked, out of courtesy. */
  int skipped() {
    return skipped;
  }

  /** How often we ended a probe before its time. */
  int cutOff() {
    return cutOff;
  }

  /** Whether it did all that was expected each time it was asked. */
  boolean good() {
    return asExpected == probes;
  }

  /** The part of the probes that were lost, 0 to 1; 0 without any. */
  double loss() {
    return probes == 0 ? 0 : (double) lost / probes;
  }

  /** Whether there are any times. */
  boolean isTimed() {
    return timed > 0;
  }

  double least() {
    return least;
  }

  double mean() {
    return sum / timed;
  }

  double most() {
    return most;
  }

  /** The standard deviation of all of them. */
  double deviation() {
    return Math.sqrt(Math.max(0, squares / timed - mean() * mean()));
  }
}
