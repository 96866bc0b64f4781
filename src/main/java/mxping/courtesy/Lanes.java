package mxping.courtesy;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import mxping.check.IpText;
import mxping.check.Manners;
import mxping.probe.OpenDialogues;
import mxping.smtp.Deadline;

/**
 * The lanes to all addresses, over all checks and ports. Who waits for a turn holds no socket, no
 * platform thread and no place in flight, and keeps nobody from other addresses. Thread-safe.
 */
public final class Lanes {
  /**
   * An address nobody came to for so long is a stranger again: what was learnt of it is forgotten.
   */
  private static final Duration MEMORY = Duration.ofDays(1);

  private static final int VISITS_BETWEEN_SWEEPS = 10_000;

  private final Manners manners;
  private final OpenDialogues open;
  private final Places places;
  private final Map<InetAddress, Lane> lanes = new ConcurrentHashMap<>();
  private final AtomicLong visits = new AtomicLong();
  private volatile boolean closed;

  public Lanes(Manners manners, OpenDialogues open) {
    this.manners = manners;
    this.open = open;
    this.places = new Places(manners.maxInFlight());
  }

  /**
   * Visits an address when its turn comes; blocking, for a virtual thread.
   *
   * @param giveUp when to be turned away if the turn has not come
   */
  public Visit.Visited visit(Visit visit, Deadline giveUp) {
    if (visits.incrementAndGet() % VISITS_BETWEEN_SWEEPS == 0) {
      sweep();
    }
    if (closed) {
      visit.withdraw(OptionalLong.empty());
    }
    return lane(visit).visit(visit, giveUp);
  }

  /** Turns away whoever waits, and whoever comes from now on. Visits that go on are not touched. */
  public void close() {
    closed = true;
    lanes.values().forEach(Lane::withdrawAll);
  }

  /** Lets a visit go that waits no longer. */
  public void withdraw(Visit visit) {
    lane(visit).withdraw(visit);
  }

  private Lane lane(Visit visit) {
    return lanes.computeIfAbsent(visit.terms().remote().getAddress(), this::lane);
  }

  private Lane lane(InetAddress address) {
    String name = IpText.of(address);
    boolean ours = manners.ownNetworks().stream().anyMatch(network -> network.contains(address));
    return new Lane(
        ours
            ? Reception.atHome(name, places, open)
            : Reception.asGuest(name, manners, places, open));
  }

  private void sweep() {
    lanes.values().removeIf(lane -> lane.forgettable(MEMORY.toNanos()));
  }

  /** Probes going on. */
  public int inFlight() {
    return places.taken();
  }

  /** Visits that wait for their turn. */
  public int waiting() {
    return lanes.values().stream().mapToInt(Lane::waiting).sum();
  }
}
