package mxping.run;

import java.time.Duration;
import java.util.Optional;
import mxping.check.Check;
import mxping.courtesy.Lanes;
import mxping.probe.Prober;
import mxping.resolve.Addresses;
import mxping.resolve.MailHost;
import mxping.resolve.Resolver;
import mxping.smtp.Deadline;

/**
 * Visits to the mail hosts of one check, outside of any round: who calls decides which host is
 * visited when, and courtesy whether. Each host has one result, so the check asks neither for both
 * families nor for all addresses. Blocking; thread-safe.
 */
public final class Caller {
  private final Check check;
  private final Lanes lanes;
  private final Resolver resolver;
  private final Prober prober;

  /**
   * @param machineName the name presented where the check has no other
   */
  public Caller(Check check, Optional<String> machineName, Lanes lanes) {
    this.check = check;
    this.lanes = lanes;
    this.resolver = new Resolver(check.dns());
    this.prober = new Prober(check, machineName);
  }

  /** Where the check's target has its mail hosts. */
  public Destination destination() {
    return Destination.of(check, resolver);
  }

  /** The addresses of one of them. */
  public Addresses addresses(MailHost host) {
    return resolver.addresses(host, check.family());
  }

  /**
   * Visits one of them at these addresses.
   *
   * @param every from this visit to the next
   * @param patience how long to wait for its turn
   */
  public HostResult visit(MailHost host, Addresses found, Duration every, Duration patience) {
    Calls calls = Calls.untilTheNext(lanes, every, Deadline.in(patience));
    HostVisit visit = new HostVisit(check, resolver, any -> true, prober, calls);
    return visit.of(host, check.family(), found, 0).results().getFirst();
  }
}
