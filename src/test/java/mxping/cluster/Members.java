package mxping.cluster;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import mxping.check.Check;
import mxping.check.Cluster;

/** Members of one cluster at places on loopback that are kept for them. All waits are bounded. */
final class Members implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 40;

  private final List<InetSocketAddress> places = new ArrayList<>();
  private final List<Membership> joined = new CopyOnWriteArrayList<>();
  private final Set<Membership> stalled = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService scheduler =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("beats").factory());
  private final Future<?> beats;

  /** Room for so many. */
  Members(int most) throws Exception {
    for (int i = 1; i <= most; i++) {
      try (ServerSocket socket = new ServerSocket()) {
        socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.7." + i), 0));
        places.add((InetSocketAddress) socket.getLocalSocketAddress());
      }
    }
    beats = scheduler.scheduleAtFixedRate(this::beat, 0, 1, TimeUnit.SECONDS);
  }

  private void beat() {
    joined.stream().filter(member -> !stalled.contains(member)).forEach(Membership::beat);
  }

  /** Its scheduler stands still from now on, until it {@link #goesOn}. */
  void stalls(Membership member) {
    stalled.add(member);
  }

  void goesOn(Membership member) {
    stalled.remove(member);
  }

  InetSocketAddress place(int place) {
    return places.get(place);
  }

  /** One that has not joined yet. */
  Membership at(int place, String name, String digest, Optional<Cluster.Tls> tls) {
    return at(place, name, digest, tls, new Cluster.Peers.Hosts(places));
  }

  /** The same, which looks for others there. */
  Membership at(
      int place, String name, String digest, Optional<Cluster.Tls> tls, Cluster.Peers peers) {
    Membership member =
        new Membership(
            new Cluster("test", places.get(place), peers, tls, Optional.of(name), digest));
    joined.add(member);
    return member;
  }

  /** One that has joined, and that says {@code up} of every check that it is asked about. */
  Membership join(int place, String name, String digest) throws Exception {
    Membership member = at(place, name, digest, Optional.empty());
    join(member, name);
    return member;
  }

  static void join(Membership member, String name) throws Exception {
    member.join(
        "http://" + name + ".test",
        check -> Optional.of(new Answer(200, check + " is up by " + name)),
        () -> {});
    member.takesPart();
  }

  static List<String> names(Membership member) {
    return member.fellowship().members().stream().map(Fellowship.Fellow::name).sorted().toList();
  }

  /** Whether each check is run by exactly one of these. */
  static boolean shareAll(List<Check> checks, Membership... members) {
    List<String> run = new ArrayList<>();
    for (Membership member : members) {
      member.mine(checks).forEach(check -> run.add(check.name()));
    }
    return run.stream()
        .sorted()
        .toList()
        .equals(checks.stream().map(Check::name).sorted().toList());
  }

  static boolean within(BooleanSupplier good) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (System.nanoTime() < end) {
      if (good.getAsBoolean()) {
        return true;
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
    return false;
  }

  @Override
  public void close() {
    joined.forEach(Membership::close);
    beats.cancel(true);
    scheduler.shutdownNow();
  }
}
