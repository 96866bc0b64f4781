package mxping.courtesy;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import mxping.check.Manners;
import mxping.probe.OpenDialogues;
import mxping.smtp.Deadline;
import org.jspecify.annotations.Nullable;

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

  private final OpenDialogues open;
  private final Turns turns;
  private final Duration memory;
  private final int visitsBetweenSweeps;
  private final Places places;
  private final Map<InetAddress, Lane> lanes = new ConcurrentHashMap<>();
  private final AtomicLong visits = new AtomicLong();
  private volatile Manners manners;
  private volatile boolean closed;

  /** Of an agent alone. */
  public Lanes(Manners manners, OpenDialogues open) {
    this(manners, open, Turns.FREE);
  }

  /**
   * @param turns that other agents agree to, for connections to addresses that are not at home
   */
  public Lanes(Manners manners, OpenDialogues open, Turns turns) {
    this(manners, open, turns, MEMORY, VISITS_BETWEEN_SWEEPS);
  }

  Lanes(
      Manners manners, OpenDialogues open, Turns turns, Duration memory, int visitsBetweenSweeps) {
    this.manners = manners;
    this.open = open;
    this.turns = turns;
    this.memory = memory;
    this.visitsBetweenSweeps = visitsBetweenSweeps;
    this.places = new Places(manners.maxInFlight());
  }

  /**
   * Visits an address when its turn comes; blocking, for a virtual thread.
   *
   * @param giveUp when to be turned away if the turn has not come
   */
  public Visit.Visited visit(Visit visit, Deadline giveUp) {
    if (visits.incrementAndGet() % visitsBetweenSweeps == 0) {
      sweep();
    }
    if (closed) {
      visit.withdraw(OptionalLong.empty());
    }
    Lane lane = lanes.compute(address(visit), this::expecting);
    try {
      return lane.visit(visit, giveUp);
    } finally {
      lane.left();
    }
  }

  /**
   * Keeps these manners from now on. What has been learnt of each address stays: its budget as far
   * as it is spent, how often it had enough of us, who was served when. Pauses that are being kept
   * are as long as they would be by the new manners.
   */
  public void behave(Manners manners) {
    this.manners = manners;
    places.become(manners.maxInFlight());
    lanes.values().forEach(Lane::reconsider);
  }

  /** Turns away whoever waits, and whoever comes from now on. Visits that go on are not touched. */
  public void close() {
    closed = true;
    lanes.values().forEach(Lane::withdrawAll);
  }

  /** Lets a visit go that waits no longer. */
  public void withdraw(Visit visit) {
    Lane lane = lanes.get(address(visit));
    if (lane == null) {
      visit.withdraw(OptionalLong.empty());
    } else {
      lane.withdraw(visit);
    }
  }

  private static InetAddress address(Visit visit) {
    return visit.terms().remote().getAddress();
  }

  private Lane expecting(InetAddress address, @Nullable Lane known) {
    Lane lane = known == null ? lane(address) : known;
    lane.expect();
    return lane;
  }

  private Lane lane(InetAddress address) {
    return new Lane(
        places, new Reception(address, () -> Conduct.towards(address, manners), open, turns));
  }

  /** One at a time within the map, so that nobody comes to a lane while it is forgotten. */
  private void sweep() {
    for (InetAddress address : lanes.keySet()) {
      lanes.computeIfPresent(address, (same, lane) -> lane.forget(memory.toNanos()) ? null : lane);
    }
  }

  /** Probes going on. */
  public int inFlight() {
    return places.taken();
  }

  /** Visits that wait for their turn. */
  public int waiting() {
    return lanes.values().stream().mapToInt(Lane::waiting).sum();
  }

  /** Addresses that are remembered. */
  int known() {
    return lanes.size();
  }
}
