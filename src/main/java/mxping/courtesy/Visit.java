package mxping.courtesy;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import mxping.probe.ProbeResult;
import mxping.probe.Prober;
import mxping.probe.Terms;

/**
 * A wish of one check to visit one address. It waits in the lane until it is taken or withdrawn,
 * whichever comes first. Thread-safe.
 */
public final class Visit {
  private final String key;
  private final Terms terms;
  private final Prober prober;
  private final Duration every;
  private final long asked = System.nanoTime();
  private final AtomicBoolean decided = new AtomicBoolean();
  private final CompletableFuture<Visited> end = new CompletableFuture<>();
  private volatile long begun;

  /**
   * @param key which mail host of which check, the same in each round
   * @param every from this round of the check to the next
   */
  public Visit(String key, Terms terms, Prober prober, Duration every) {
    this.key = key;
    this.terms = terms;
    this.prober = prober;
    this.every = every;
  }

  /** What became of it, and how long it waited for its turn. */
  public sealed interface Visited {
    Duration waited();
  }

  /** Its turn came. */
  public record Served(ProbeResult result, Duration waited) implements Visited {}

  /**
   * Its turn did not come in time.
   *
   * @param opens in how many nanoseconds the lane is open again, where it is known to be closed
   */
  public record TurnedAway(OptionalLong opens, Duration waited) implements Visited {}

  String key() {
    return key;
  }

  Terms terms() {
    return terms;
  }

  Prober prober() {
    return prober;
  }

  Duration every() {
    return every;
  }

  /** Its turn has come; false where it was withdrawn before. */
  boolean take() {
    boolean taken = decided.compareAndSet(false, true);
    if (taken) {
      begun = System.nanoTime();
    }
    return taken;
  }

  void served(ProbeResult result) {
    end.complete(new Served(result, waited()));
  }

  void broken(Throwable bug) {
    end.completeExceptionally(bug);
  }

  /** It does not want to wait any longer; false where its turn has come already. */
  public boolean withdraw(OptionalLong opens) {
    boolean withdrawn = decided.compareAndSet(false, true);
    if (withdrawn) {
      begun = System.nanoTime();
      end.complete(new TurnedAway(opens, waited()));
    }
    return withdrawn;
  }

  /** Whether its turn has come and its end has not. */
  public boolean goesOn() {
    return decided.get() && !end.isDone();
  }

  private Duration waited() {
    return Duration.ofNanos(begun - asked);
  }

  CompletableFuture<Visited> end() {
    return end;
  }
}
