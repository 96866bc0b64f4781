package mxping.run;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import mxping.courtesy.Lanes;
import mxping.courtesy.Visit;
import mxping.probe.Prober;
import mxping.probe.Terms;
import mxping.smtp.Deadline;

/** The visits of one round, which all give up at the same moment. Thread-safe. */
final class Calls {
  private final Lanes lanes;
  private final Duration every;
  private final Deadline giveUp;
  private final UnaryOperator<Terms> onTheseTerms;
  private final Set<Visit> visits = ConcurrentHashMap.newKeySet();
  private volatile boolean withdrawn;

  private Calls(Lanes lanes, Duration every, Deadline giveUp, UnaryOperator<Terms> onTheseTerms) {
    this.lanes = lanes;
    this.every = every;
    this.giveUp = giveUp;
    this.onTheseTerms = onTheseTerms;
  }

  /**
   * Visits that go on once their turn has come.
   *
   * @param every from this round to the next
   * @param giveUp when the next round is due
   */
  static Calls untilTheNext(Lanes lanes, Duration every, Deadline giveUp) {
    return new Calls(lanes, every, giveUp, terms -> terms);
  }

  /**
   * Visits that are over by {@code end}, whenever their turn comes.
   *
   * @param every how often such a round comes
   */
  static Calls endingBy(Lanes lanes, Duration every, Deadline end) {
    return new Calls(lanes, every, end, terms -> terms.by(end));
  }

  /** Visits an address when its turn comes; blocking. */
  Visit.Visited visit(String key, Terms terms, Prober prober) {
    Visit visit = new Visit(key, onTheseTerms.apply(terms), prober, every);
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
