package mxping.run;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import mxping.courtesy.Lanes;
import mxping.courtesy.Visit;
import mxping.probe.Prober;
import mxping.probe.Terms;
import mxping.smtp.Deadline;

/** The visits of one round, which all give up when the next round is due. Thread-safe. */
final class Calls {
  private final Lanes lanes;
  private final Duration every;
  private final Deadline giveUp;
  private final Set<Visit> visits = ConcurrentHashMap.newKeySet();
  private volatile boolean withdrawn;

  /**
   * @param every from this round to the next
   * @param giveUp when the next round is due
   */
  Calls(Lanes lanes, Duration every, Deadline giveUp) {
    this.lanes = lanes;
    this.every = every;
    this.giveUp = giveUp;
  }

  /** Visits an address when its turn comes; blocking. */
  Visit.Visited visit(String key, Terms terms, Prober prober) {
    Visit visit = new Visit(key, terms, prober, every);
    visits.add(visit);
    if (withdrawn) {
      visit.withdraw(OptionalLong.empty());
    }
    return lanes.visit(visit, giveUp);
  }

  /** Whether anything is being done; waiting for turns is nothing. */
  boolean busy() {
    return visits.isEmpty() || visits.stream().anyMatch(Visit::goesOn);
  }

  /** Whatever still waits shall not wait any longer. */
  void withdraw() {
    withdrawn = true;
    visits.forEach(lanes::withdraw);
  }
}
