package mxping.web;

import mxping.config.WebConfig.Rate;

/** Requests that may be answered: one each interval, and a burst after a pause. Thread-safe. */
final class TokenBucket {
  private final Rate rate;
  private double tokens;
  private long filled;

  /**
   * @param now on the monotonic clock
   */
  TokenBucket(Rate rate, long now) {
    this.rate = rate;
    this.tokens = rate.burst();
    this.filled = now;
  }

  Rate rate() {
    return rate;
  }

  /** Takes a token; false where there is none. */
  synchronized boolean take(long now) {
    tokens = Math.min(rate.burst(), tokens + (double) (now - filled) / rate.interval().toNanos());
    filled = now;
    if (tokens < 1) {
      return false;
    }
    tokens--;
    return true;
  }
}
