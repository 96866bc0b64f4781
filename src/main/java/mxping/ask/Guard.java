package mxping.ask;

import java.net.InetAddress;
import java.util.List;
import mxping.check.Allowance;
import mxping.check.Check;
import mxping.check.Target;

/**
 * What {@code --web.probe-allow} and {@code checks.yaml} open to whoever asks for a probe.
 *
 * <p>A name is open where the file names it as a target, or an allowance does; with an allowed
 * network any name may be tried, for its addresses decide. An address is open
 *
 * <ul>
 *   <li>in an allowed network; in one of the special {@link Neighbourhood}s only where that network
 *       is wholly inside of it, so that {@code 0.0.0.0/0} is the Internet and not this machine;
 *   <li>else by its open name: anywhere that is public, and in our own networks where the file
 *       itself names the target, which the agent probes anyway. Link-local and metadata addresses
 *       never are.
 * </ul>
 */
public record Guard(List<Allowance> allowances) {
  public Guard {
    allowances = List.copyOf(allowances);
  }

  /** Whether a target may be probed, and by which addresses. */
  public sealed interface Ruling {

    /** It may, by those addresses that the permit admits. */
    record Open(Permit permit) implements Ruling {}

    /** It may not. */
    record Closed(String words) implements Ruling {}
  }

  /** Rules on a target, which {@code checks} may name. */
  public Ruling on(Target target, List<Check> checks) {
    boolean ours = checks.stream().anyMatch(check -> check.target().equals(target));
    boolean open = ours || allowances.stream().anyMatch(one -> names(one, target.text()));
    boolean networks = allowances.stream().anyMatch(Allowance.Within.class::isInstance);
    return open || networks
        ? new Ruling.Open(new Permit(this, open, ours))
        : new Ruling.Closed(
            target.text()
                + " is no target of checks.yaml, and "
                + (allowances.isEmpty()
                    ? "no --web.probe-allow is given"
                    : "--web.probe-allow does not name it"));
  }

  private static boolean names(Allowance allowance, String name) {
    return switch (allowance) {
      case Allowance.Name one -> one.name().equals(name);
      case Allowance.Below zone -> name.endsWith("." + zone.name());
      case Allowance.Within network -> false;
    };
  }

  /** Whether a network is allowed that holds the address, and means where it lies. */
  boolean allows(InetAddress address, Neighbourhood where) {
    InetAddress plain = Neighbourhood.unwrapped(address);
    return allowances.stream()
        .filter(Allowance.Within.class::isInstance)
        .map(allowance -> ((Allowance.Within) allowance).network())
        .filter(network -> network.contains(address) || network.contains(plain))
        .anyMatch(network -> where == Neighbourhood.PUBLIC || where.encloses(network));
  }
}
