package mxping.ask;

import java.net.InetAddress;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import mxping.check.IpText;
import org.jspecify.annotations.Nullable;

/**
 * The addresses that one probe may speak to, and a note of the first one it may not. Thread-safe.
 */
public final class Permit implements Predicate<InetAddress> {
  private final Guard guard;
  private final boolean open;
  private final boolean ours;
  private final AtomicReference<@Nullable String> turnedDown = new AtomicReference<>();

  /**
   * @param open whether the target is open by its name
   * @param ours whether {@code checks.yaml} names it
   */
  Permit(Guard guard, boolean open, boolean ours) {
    this.guard = guard;
    this.open = open;
    this.ours = ours;
  }

  @Override
  public boolean test(InetAddress address) {
    Neighbourhood where = Neighbourhood.of(address);
    boolean admitted = guard.allows(address, where) || openByName(where);
    if (!admitted) {
      turnedDown.compareAndSet(null, words(address, where));
    }
    return admitted;
  }

  private boolean openByName(Neighbourhood where) {
    return switch (where) {
      case PUBLIC -> open;
      case LOOPBACK, PRIVATE -> ours;
      case METADATA, LINK_LOCAL, NOBODY -> false;
    };
  }

  private static String words(InetAddress address, Neighbourhood where) {
    String lies =
        where == Neighbourhood.PUBLIC ? ", which is" : ", which is " + where.words() + " and";
    return name(address) + IpText.of(address) + lies + " in no network of --web.probe-allow";
  }

  /** The name that led to it, which the resolver wrote into the address. */
  private static String name(InetAddress address) {
    String name = address.toString().substring(0, address.toString().indexOf('/'));
    return name.isEmpty() || name.equals(IpText.of(address))
        ? "this is "
        : name + " has the address ";
  }

  /** Why the probe must not be shown, where an address was turned down. */
  public Optional<String> turnedDown() {
    return Optional.ofNullable(turnedDown.get());
  }
}
