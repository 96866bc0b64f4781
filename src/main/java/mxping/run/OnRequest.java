package mxping.run;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;
import mxping.check.Cadence;
import mxping.check.Check;
import mxping.probe.Prober;
import mxping.resolve.Resolver;
import mxping.smtp.Deadline;

/**
 * One round of a check that no timetable plans, for somebody who waits for it: lookups, waiting for
 * turns and dialogues together are over by one deadline. Blocking, for virtual threads.
 *
 * @param admitted whether an address may be spoken to
 */
public record OnRequest(Check check, Surroundings surroundings, Predicate<InetAddress> admitted) {
  /** How often it may come where the check has no interval. */
  private static final Duration EVERY = Duration.ofMinutes(1);

  /** Carries out the round; hosts whose turn does not come by {@code end} stay unvisited. */
  public Round by(Deadline end) {
    Instant now = surroundings.clock().instant();
    Due due = new Due(now, now.plus(every()), now.plus(every().multipliedBy(2)));
    Duration lookup = check.dns().timeout();
    Resolver resolver = new Resolver(check.dns(), () -> shorter(lookup, end.left()));
    Prober prober = new Prober(check, surroundings.machineName());
    Calls calls = Calls.endingBy(surroundings.lanes(), every(), end);
    HostVisit visit = new HostVisit(check, resolver, admitted, prober, calls);
    return new OneRound(check, due, surroundings, resolver, visit).carryOut();
  }

  private Duration every() {
    return switch (check.cadence()) {
      case Cadence.Every every -> every.interval();
      case Cadence.Cron cron -> EVERY;
    };
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
