package mxping.courtesy;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import mxping.check.Cadence;
import mxping.check.Check;
import mxping.check.Dns;
import mxping.check.Expectations;
import mxping.check.Family;
import mxping.check.Recipient;
import mxping.check.Recipient.Expected;
import mxping.check.Target;
import mxping.check.Timeouts;
import mxping.check.Tls;
import mxping.check.Until;
import mxping.probe.ProbeResult;
import mxping.probe.Prober;

/** A check that visits mail hosts: what it asks for, and on which terms. */
record Checks(
    String name,
    List<String> rcpt,
    boolean catchAll,
    String helo,
    Until until,
    Duration timeout,
    Duration every) {
  private static final Executor THREADS = task -> Thread.ofVirtual().start(task);

  /** A check that asks for nobody. */
  static Checks check(String name) {
    return new Checks(
        name,
        List.of(),
        false,
        "probe.test",
        Until.EHLO,
        Duration.ofSeconds(20),
        Duration.ofSeconds(60));
  }

  Checks rcpt(String... recipients) {
    return new Checks(name, List.of(recipients), catchAll, helo, Until.RCPT, timeout, every);
  }

  /** Asks for a random recipient too; a bug of ours where it has no other. */
  Checks andForNobody() {
    return new Checks(name, rcpt, true, helo, Until.RCPT, timeout, every);
  }

  Checks helo(String other) {
    return new Checks(name, rcpt, catchAll, other, until, timeout, every);
  }

  Checks until(Until last) {
    return new Checks(name, rcpt, catchAll, helo, last, timeout, every);
  }

  Checks timeout(Duration limit) {
    return new Checks(name, rcpt, catchAll, helo, until, limit, every);
  }

  Checks every(Duration interval) {
    return new Checks(name, rcpt, catchAll, helo, until, timeout, interval);
  }

  Visit visit(InetSocketAddress address) {
    Prober prober = new Prober(check(), Optional.empty());
    return new Visit(name, prober.terms("mx.test", address), prober, every);
  }

  private Check check() {
    List<Recipient> recipients = new ArrayList<>();
    for (String address : rcpt) {
      String rcptName = String.valueOf(recipients.size() + 1);
      recipients.add(new Recipient(rcptName, address, Expected.ACCEPTED, Set.of()));
    }
    return new Check(
        name,
        new Target.Host("mx.test"),
        25,
        new Cadence.Every(every),
        timeout,
        new Timeouts(timeout, timeout, timeout, timeout),
        Dns.SYSTEM,
        Optional.empty(),
        Family.ANY,
        Check.Addresses.FIRST,
        until,
        Tls.OFF,
        Optional.empty(),
        Optional.of(helo),
        "",
        recipients,
        catchAll,
        Check.NullMx.FAILED,
        Expectations.NONE,
        Map.of(),
        Optional.empty());
  }

  /** Does it on a virtual thread of its own. */
  static <T> CompletableFuture<T> async(Supplier<T> work) {
    return CompletableFuture.supplyAsync(work, THREADS);
  }

  /** What came of it, waited for with patience. */
  static <T> T end(CompletableFuture<T> one) {
    return one.orTimeout(30, TimeUnit.SECONDS).join();
  }

  /** Waits until it is so; each look is brief and nothing else tells when to look. */
  static void until(BooleanSupplier so) {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!so.getAsBoolean()) {
      if (System.nanoTime() - end > 0) {
        throw new AssertionError("waited in vain");
      }
      LockSupport.parkNanos(200_000);
    }
  }

  /** The result of one whose turn came. */
  static ProbeResult result(CompletableFuture<Visit.Visited> one) {
    return ((Visit.Served) end(one)).result();
  }

  static List<ProbeResult> results(List<CompletableFuture<Visit.Visited>> all) {
    return all.stream().map(Checks::result).toList();
  }
}
