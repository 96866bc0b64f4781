package mxping.ping;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import mxping.check.IpText;
import mxping.check.Manners;
import mxping.check.Network;
import mxping.courtesy.Lanes;
import mxping.probe.OpenDialogues;
import mxping.resolve.Addresses;
import mxping.resolve.MailHost;
import mxping.run.Caller;
import mxping.run.Destination;
import mxping.run.HostResult;
import mxping.smtp.Deadline;

/**
 * A ping from its begin to its end: finds the mail hosts of its target, asks one after the other,
 * waits, and begins again, until each was asked as often as wished, somebody stops it or nobody
 * reads it any more. {@link #run} is called once; {@link #stop} by any other thread.
 */
public final class Ping {
  /** How long an open dialogue may take to end by itself, and then by QUIT, when it is stopped. */
  private static final Duration TO_END = Duration.ofSeconds(2);

  private static final Duration TO_HANG_UP = Duration.ofSeconds(1);

  private final Wish wish;
  private final Manners manners;
  private final Report report;
  private final OpenDialogues open;
  private final Lanes lanes;
  private final Caller caller;
  private final Map<String, Tally> tallies = new LinkedHashMap<>();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean cutOff;
  private boolean told;

  /**
   * @param machineName the name presented where the check has no other
   * @param telling where and how to tell it
   */
  public Ping(Wish wish, Manners manners, Optional<String> machineName, Telling telling) {
    this.wish = wish;
    this.manners = manners;
    this.report = telling.report(wish);
    this.open = new OpenDialogues(report);
    this.lanes = new Lanes(manners, open);
    this.caller = new Caller(wish.check(), machineName, lanes);
  }

  /** Pings; blocking. */
  public Ending run() {
    CompletableFuture<Void> rehearsed =
        CompletableFuture.runAsync(() -> Rehearsal.of(wish.check()));
    try {
      Destination destination = caller.destination();
      List<Listed> hosts =
          destination.hosts().stream()
              .map(host -> new Listed(host, caller.addresses(host)))
              .toList();
      Optional<String> tooFast = tooFast(hosts);
      if (tooFast.isPresent()) {
        return new Ending.TooFast(tooFast.get());
      }
      tell(destination, hosts);
      rehearsed.join();
      askInTurn(destination.hosts());
    } finally {
      ended.countDown();
    }
    return end();
  }

  /** Why these hosts must not be asked so often; empty where they may. */
  private Optional<String> tooFast(List<Listed> hosts) {
    if (wish.interval().compareTo(manners.gap()) >= 0) {
      return Optional.empty();
    }
    return hosts.stream()
        .flatMap(host -> host.addresses().stream())
        .filter(address -> !isOurs(address))
        .findFirst()
        .map(address -> tooFast(address));
  }

  private String tooFast(InetAddress address) {
    String ours =
        manners.ownNetworks().stream().map(Network::toString).collect(Collectors.joining(", "));
    return "an interval below %s s is for hosts in our own networks (%s); %s is in none of them"
        .formatted(manners.gap().toMillis() / 1000.0, ours, IpText.of(address));
  }

  private boolean isOurs(InetAddress address) {
    return manners.ownNetworks().stream().anyMatch(network -> network.contains(address));
  }

  private void askInTurn(List<MailHost> hosts) {
    Deadline next = Deadline.in(Duration.ZERO);
    int last = hosts.isEmpty() ? 0 : wish.count().orElse(Integer.MAX_VALUE);
    for (int sequence = 1; sequence <= last; sequence++) {
      if (stopsBefore(next)) {
        return;
      }
      next = Deadline.in(wish.interval());
      for (MailHost host : hosts) {
        ask(sequence, host);
      }
    }
  }

  private void ask(int sequence, MailHost host) {
    if (isStopped()) {
      return;
    }
    Instant began = Instant.now();
    report.waits(sequence, host, "resolve");
    long lookedUp = System.nanoTime();
    Addresses found = caller.addresses(host);
    Duration resolving = Duration.ofNanos(System.nanoTime() - lookedUp);
    report.waits(sequence, host, "its turn");
    HostResult result =
        caller.visit(host, found, wish.interval(), wish.interval().plus(manners.gap()));
    tell(new Probe(sequence, began, host, resolving, result.visit()));
  }

  private synchronized void tell(Destination destination, List<Listed> hosts) {
    hosts.forEach(host -> tallies.put(host.host().name(), new Tally(host.host().name())));
    report.destination(destination, hosts);
  }

  /** A probe that ends because we hung up, or had no turn because we go, says nothing. */
  private synchronized void tell(Probe probe) {
    Tally tally = Objects.requireNonNull(tallies.get(probe.host().name()));
    if (told || (isStopped() && !probe.visited())) {
      return;
    }
    if (cutOff) {
      tally.addCutOff();
      return;
    }
    tally.add(probe);
    report.probed(probe);
  }

  /** Waits for a moment; true where it will not come any more. */
  private boolean stopsBefore(Deadline moment) {
    return awaited(stopped, moment.left()) || !report.read();
  }

  private boolean isStopped() {
    return stopped.getCount() == 0;
  }

  /**
   * Ends it: an open dialogue goes to its end, RSET and QUIT included, or if that takes too long is
   * hung up on with QUIT. Takes at most some 3 s.
   */
  public Ending stop() {
    stopped.countDown();
    lanes.close();
    if (!awaited(ended, TO_END)) {
      cutOff = true;
      open.hangUp();
      awaited(ended, TO_HANG_UP);
    }
    return end();
  }

  private static boolean awaited(CountDownLatch latch, Duration patience) {
    try {
      return latch.await(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts a ping", e);
    }
  }

  private synchronized Ending end() {
    if (!told) {
      told = true;
      report.ended(tallies.values());
    }
    boolean asked = tallies.values().stream().anyMatch(tally -> tally.probes() > 0);
    return new Ending.Told(asked && tallies.values().stream().allMatch(Tally::good));
  }
}
