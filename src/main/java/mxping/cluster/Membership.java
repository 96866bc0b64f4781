package mxping.cluster;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;
import mxping.check.Check;
import mxping.check.Cluster;
import mxping.cluster.Census.Announced;
import mxping.courtesy.Turns;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This agent's part in a cluster: it joins, tells what it has read, and knows which checks are its
 * own. Where the engine cannot start or finds nobody, all checks are its own, and it goes on
 * looking. An agent whose scheduler stands still leaves, so that others run its checks.
 * Thread-safe.
 */
public final class Membership implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Membership.class);

  /** How long to wait for the others at the start; they answer within a second. */
  private static final Duration TO_SETTLE = Duration.ofSeconds(5);

  /** How long to wait for what they have read; they say it once a second. */
  private static final Duration TO_BE_TOLD = Duration.ofMillis(1500);

  /** By then a member that died is out of the view, and its name is free again. */
  private static final Duration TO_FREE_A_NAME = Duration.ofSeconds(15);

  private static final Duration TRY_AGAIN = Duration.ofSeconds(10);
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
  private static final Duration WELL = Duration.ofSeconds(3);
  private static final Duration STALLED = Duration.ofSeconds(8);
  private static final Duration TO_END = Duration.ofSeconds(5);

  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("cluster").factory());
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("turns").factory());
  private final Cluster cluster;
  private final Questions questions;
  private final SharedTurns turns;
  private final AtomicLong beat = new AtomicLong(System.nanoTime());
  private final AtomicLong views = new AtomicLong();
  private volatile @Nullable Engine engine;
  private long lastTry;
  private volatile Runnable changed = () -> {};
  private volatile boolean takesPart;
  private Announced own;
  private Census census;
  private Handover handover;
  private boolean settled;

  /** A member that has not joined yet. */
  public Membership(Cluster cluster) {
    this.cluster = cluster;
    this.own = new Announced(cluster.member().orElseGet(HostName::find), cluster.digest(), "");
    this.census = Census.alone(own);
    this.handover = new Handover(census.ownership(), Map.of());
    this.questions = new Questions(own.name(), this::send);
    this.turns = new SharedTurns(own.name(), this::send, Clockwork.on(clock));
  }

  /**
   * Joins the others, and waits for them as long as a start may take. They count on this agent only
   * once it {@link #takesPart}.
   *
   * @param pages where this agent serves them, such as {@code http://192.0.2.1:9025}
   * @param answers what is asked of this agent's checks
   * @param changed told after every change of who runs what, on a thread of the cluster's
   * @throws NameTakenException where another member has this one's name
   */
  public void join(String pages, Questions.Answers answers, Runnable changed)
      throws NameTakenException {
    this.changed = changed;
    questions.answeredBy(answers);
    announce(new Announced(own.name(), own.digest(), pages));
    inTurn(this::connect);
    await(now -> settled, TO_SETTLE);
    await(Census::complete, TO_BE_TOLD);
    if (!await(now -> !now.namesake(), TO_FREE_A_NAME)) {
      close();
      throw new NameTakenException(own.name(), cluster.name());
    }
    keepLooking();
  }

  /** This agent runs its checks from now on, so the others leave them to it. */
  public void takesPart() {
    takesPart = true;
    inTurn(
        () -> {
          Engine known = engine;
          if (known != null) {
            known.isWell();
          }
        });
  }

  @SuppressWarnings("FutureReturnValueIgnored") // what is thrown ends in guarded
  private void keepLooking() {
    long every = LOOK_EVERY.toMillis();
    thread.scheduleWithFixedDelay(guarded(this::look), every, every, TimeUnit.MILLISECONDS);
  }

  /** After the end nothing is done any more, for the engine's own end is a change too. */
  private void inTurn(Runnable what) {
    try {
      thread.execute(guarded(what));
    } catch (RejectedExecutionException e) {
      LOG.debug("has left already");
    }
  }

  private static Runnable guarded(Runnable what) {
    return () -> {
      try {
        what.run();
      } catch (RuntimeException bug) {
        LOG.error("internal error in the cluster", bug);
      }
    };
  }

  private void connect() {
    lastTry = System.nanoTime();
    try {
      Engine fresh =
          new Engine(cluster, tls(), own(), () -> takesPart, this::inTurn, this::view, this::heard);
      engine = fresh;
      fresh.join(cluster.name());
      LOG.info("cluster {}: joined as {}", cluster.name(), own().name());
    } catch (Exception e) {
      disconnect();
      LOG.warn(
          "cluster {}: cannot join, tries again in {} s: {}",
          cluster.name(),
          TRY_AGAIN.toSeconds(),
          e.toString());
      settle();
      counted(Census.alone(own()), Map.of());
    }
  }

  private synchronized void settle() {
    settled = true;
  }

  private Optional<SSLContext> tls() throws Exception {
    return cluster.tls().isPresent()
        ? Optional.of(Identity.context(cluster.tls().get()))
        : Optional.empty();
  }

  private void disconnect() {
    Engine known = engine;
    engine = null;
    if (known != null) {
      known.close();
    }
  }

  /** The scheduler is alive. */
  public void beat() {
    beat.set(System.nanoTime());
  }

  /**
   * Tells the others that this agent is well, and leaves while its scheduler stands still; what it
   * runs is left as it is until it is back, for nothing of it begins.
   */
  private void look() {
    Duration silent = since(beat.get());
    Engine known = engine;
    if (known != null && silent.compareTo(STALLED) > 0) {
      LOG.error("cluster {}: the scheduler stands still, leaving", cluster.name());
      disconnect();
    } else if (known != null && silent.compareTo(WELL) < 0) {
      known.isWell();
    } else if (known == null
        && silent.compareTo(WELL) < 0
        && since(lastTry).compareTo(TRY_AGAIN) > 0) {
      connect();
    }
  }

  private static Duration since(long nanoTime) {
    return Duration.ofNanos(System.nanoTime() - nanoTime);
  }

  private void view(Census now, boolean ofMembers, Map<String, Long> lost) {
    if (ofMembers) {
      settle();
      views.incrementAndGet();
      LOG.info("cluster {}: {}", cluster.name(), now.words());
    }
    counted(now, lost);
  }

  private void counted(Census now, Map<String, Long> lost) {
    synchronized (this) {
      handover = new Handover(census.ownership(), lost);
      census = now;
      notifyAll();
    }
    questions.counted(now);
    turns.census(now);
    changed.run();
  }

  private void heard(String member, Letter letter) {
    switch (letter) {
      case Letter.Question question -> questions.asked(member, question);
      case Letter.Answer answer -> questions.answered(answer);
      case Letter.Announcement announcement -> {}
      case Letter.Farewell farewell -> {}
      case Letter.OfTurns ofTurns -> turns.heard(member, ofTurns);
    }
  }

  private void send(String member, Letter letter) {
    Engine known = engine;
    if (known != null) {
      known.send(member, letter);
    }
  }

  private synchronized boolean await(Predicate<Census> good, Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    try {
      for (long left = patience.toMillis();
          !good.test(census) && left > 0;
          left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())) {
        wait(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return good.test(census);
  }

  private synchronized Announced own() {
    return own;
  }

  /** This agent has read this from now on, and all are told. */
  public void reads(String digest) {
    announce(new Announced(own().name(), digest, own().pages()));
  }

  private void announce(Announced now) {
    synchronized (this) {
      own = now;
    }
    inTurn(
        () -> {
          Engine known = engine;
          if (known == null) {
            counted(Census.alone(now), Map.of());
          } else {
            known.announce(now);
          }
        });
  }

  /** Who is there. */
  synchronized Census census() {
    return census;
  }

  /** Which of these checks this agent runs, in their order. */
  public List<Check> mine(List<Check> checks) {
    Census now = census();
    return now.ownership().share(now.own().name(), checks);
  }

  /** How many of these checks this agent runs and no other does. */
  public int owned(List<Check> checks) {
    Census now = census();
    Ownership ownership = now.ownership();
    return (int)
        checks.stream()
            .flatMap(check -> ownership.owner(check).stream())
            .filter(now.own().name()::equals)
            .count();
  }

  /**
   * Where in its interval a check begins, from 0 to less than 1; empty where each agent decides for
   * itself, as all run it.
   */
  public static OptionalDouble phase(Check check) {
    return Key.of(check).stream().mapToDouble(Key::phase).findFirst();
  }

  /** For how long nobody may have run a check that this agent has just taken over. */
  public synchronized Duration unwatched(Check check) {
    return handover.unwatched(check, System.nanoTime());
  }

  /** The others, and what they are to each other. */
  public Fellowship fellowship() {
    return new Fellowship(census());
  }

  /** How often members came or went, since the start. */
  public long viewChanges() {
    return views.get();
  }

  /** Who may connect to an address, agreed upon with the others. */
  public Turns turns() {
    return turns;
  }

  /** Asks the member that runs a check how it is; blocks for a second at most. */
  public Optional<Answer> ask(Check check) {
    return questions.ask(check);
  }

  /** This agent begins no round any more: the others run its checks from now on. */
  public void handsOver() {
    takesPart = false;
    inTurn(
        () -> {
          Engine known = engine;
          if (known != null) {
            known.farewell();
          }
        });
  }

  /** Leaves the others, who are told, for good. Blocks for some seconds at most. */
  @Override
  public void close() {
    inTurn(this::disconnect);
    thread.shutdown();
    clock.shutdown();
    try {
      if (!thread.awaitTermination(TO_END.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("cluster {}: still leaving", cluster.name());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
