package mxping.cluster;

import java.net.InetAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.ReentrantLock;
import mxping.check.IpText;
import mxping.courtesy.Turns;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns that the members of a cluster agree on. The lane to an address is kept by one of them, by
 * rendezvous hashing of the address; it is asked before each connection and told after. Where it
 * says nothing for a second, the member that would keep the lane without it is asked, which may be
 * this agent itself; where that one says nothing either, this agent decides alone. When another
 * member comes to keep a lane, it is told which turn is held, what was asked for lately, and for
 * how long the address is closed.
 *
 * <pre>
 * us:     wish 7, 192.0.2.1          (each half second)
 * keeper: queued 7
 * keeper: turn 7, 2 asked elsewhere
 * us:     held 7                     (each five seconds)
 * us:     done 7, 1 asked, closed for 2 s
 * </pre>
 *
 * <p>Thread-safe; does not block.
 */
final class SharedTurns implements Turns {
  private static final Logger LOG = LoggerFactory.getLogger(SharedTurns.class);

  /** A wish is said again so often; who says nothing twice, for a second, is not waited for. */
  private static final Duration AGAIN = Duration.ofMillis(500);

  private static final int MOST_UNHEARD = 2;

  /** A turn that is not renewed for so long is free. */
  static final Duration LEASE = Duration.ofSeconds(15);

  private static final Duration RENEWAL = Duration.ofSeconds(5);

  /** A turn is not renewed for longer, whatever became of its connection. */
  private static final Duration LONGEST = Duration.ofMinutes(10);

  private final String self;
  private final Post post;
  private final ReentrantLock lock = new ReentrantLock();
  private final Clockwork clock;
  private final Ledger ledger;
  private final Map<Long, Wish> wishes = new LinkedHashMap<>();
  private final Map<Long, Held> turns = new HashMap<>();
  private final GivenBack givenBack = new GivenBack();
  private Ownership keepers;

  /** An agent that was started again uses other ones. */
  private long nextId = ThreadLocalRandom.current().nextLong(Long.MAX_VALUE / 2);

  /** A turn that has not come. */
  private static final class Wish {
    private long id;
    private final String address;
    private final CompletableFuture<Turn> turn = new CompletableFuture<>();
    private String keeper;
    private boolean passedOn;
    private long said;
    private int unheard;

    Wish(long id, String address, String keeper) {
      this.id = id;
      this.address = address;
      this.keeper = keeper;
    }
  }

  /** A turn that has come. */
  private final class Held implements Turn {
    private final long id;
    private final String address;
    private final int elsewhere;
    private final long since;
    private String keeper;

    Held(Wish wish, int elsewhere) {
      this.id = wish.id;
      this.address = wish.address;
      this.keeper = wish.keeper;
      this.elsewhere = elsewhere;
      this.since = clock.nanoTime();
    }

    @Override
    public int elsewhere() {
      return elsewhere;
    }

    @Override
    public void end(int asked, Duration closed) {
      locked(() -> SharedTurns.this.end(this, asked, closed));
    }
  }

  /**
   * An agent that knows of nobody yet.
   *
   * @param self its name as a member
   * @param post carries letters to others, none to itself
   */
  SharedTurns(String self, Post post, Clockwork clock) {
    this.self = self;
    this.post = post;
    this.clock = clock.under(lock);
    this.ledger = new Ledger(self, this::tell, this.clock);
    this.keepers = new Ownership(new TreeSet<>(List.of(self)));
  }

  @Override
  public CompletableFuture<Turn> wish(InetAddress address) {
    lock.lock();
    try {
      String text = IpText.of(address);
      Wish wish = new Wish(nextId++, text, keeper(text));
      wishes.put(wish.id, wish);
      CompletableFuture<Turn> unused =
          wish.turn.whenComplete(
              (turn, failure) -> {
                if (wish.turn.isCancelled()) {
                  locked(() -> withdraw(wish));
                }
              });
      say(wish);
      return wish.turn;
    } finally {
      lock.unlock();
    }
  }

  /** What a member tells of turns. */
  void heard(String member, Letter.OfTurns letter) {
    locked(() -> hear(member, letter));
  }

  /** Who is there from now on. */
  void census(Census census) {
    locked(() -> keepers(census.lanes()));
  }

  private void locked(Runnable work) {
    lock.lock();
    try {
      work.run();
    } finally {
      lock.unlock();
    }
  }

  private String keeper(String address) {
    return keepers.owner(new Key(address));
  }

  private void tell(String member, Letter.OfTurns letter) {
    if (member.equals(self)) {
      hear(self, letter);
    } else {
      post.send(member, letter);
    }
  }

  private void hear(String member, Letter.OfTurns letter) {
    switch (letter) {
      case Letter.Wish wish -> ledger.wish(member, wish);
      case Letter.Held held -> ledger.held(member, held);
      case Letter.Done done -> ledger.done(member, done);
      case Letter.Queued queued -> queued(member, queued);
      case Letter.Turn turn -> turn(member, turn);
    }
  }

  private void say(Wish wish) {
    long said = ++wish.said;
    wish.unheard++;
    tell(wish.keeper, new Letter.Wish(wish.id, wish.address, LEASE.toMillis()));
    clock.after(AGAIN, () -> sayAgain(wish, said));
  }

  /** Or asks somebody else, unless the turn has come or the wish has been said to another since. */
  private void sayAgain(Wish wish, long said) {
    if (wishes.get(wish.id) != wish || wish.said != said) {
      return;
    }
    if (wish.unheard < MOST_UNHEARD) {
      say(wish);
    } else if (!wish.passedOn) {
      LOG.debug("{}: {} says nothing of the turn, so another is asked", wish.address, wish.keeper);
      move(wish, heir(wish));
      wish.passedOn = true;
    } else {
      LOG.debug("{}: {} says nothing of the turn, so it is taken", wish.address, wish.keeper);
      renew(take(wish, 0));
    }
  }

  /** Who keeps the lane once its keeper is gone; perhaps this agent itself. */
  private String heir(Wish wish) {
    SortedSet<String> others = new TreeSet<>(keepers.members());
    others.remove(wish.keeper);
    return new Ownership(others).owner(new Key(wish.address));
  }

  private void queued(String member, Letter.Queued queued) {
    Wish wish = wishes.get(queued.id());
    if (wish != null && wish.keeper.equals(member)) {
      wish.unheard = 0;
    }
  }

  /** One that comes late, when it was taken or withdrawn, is known to be so by who gave it. */
  private void turn(String member, Letter.Turn turn) {
    Wish wish = wishes.get(turn.id());
    if (wish != null && wish.keeper.equals(member)) {
      Held held = take(wish, Math.max(0, turn.elsewhere()));
      clock.after(RENEWAL, () -> renew(held));
    }
  }

  private Held take(Wish wish, int elsewhere) {
    Held held = new Held(wish, elsewhere);
    wishes.remove(wish.id);
    turns.put(held.id, held);
    if (!wish.turn.complete(held)) {
      end(held, 0, Duration.ZERO);
    }
    return held;
  }

  private void withdraw(Wish wish) {
    if (wishes.remove(wish.id, wish)) {
      tell(wish.keeper, new Letter.Done(wish.id, wish.address, 0, 0));
    }
  }

  private void renew(Held held) {
    if (turns.get(held.id) != held || clock.nanoTime() - held.since >= LONGEST.toNanos()) {
      return;
    }
    tell(held.keeper, new Letter.Held(held.id, held.address, LEASE.toMillis()));
    clock.after(RENEWAL, () -> renew(held));
  }

  private void end(Held held, int asked, Duration closed) {
    if (turns.remove(held.id, held)) {
      long now = clock.nanoTime();
      var turn = new GivenBack.Turn(held.id, held.address, asked, now, now + closed.toNanos());
      givenBack.remember(turn, now);
      tell(held.keeper, turn.done(now));
    }
  }

  private void keepers(Ownership now) {
    SortedSet<String> before = keepers.members();
    if (now.members().equals(before)) {
      return;
    }
    Ownership past = keepers;
    keepers = now;
    ledger.members(now.members());
    turns.values().forEach(this::follow);
    givenBack.mattering(clock.nanoTime()).stream()
        .filter(turn -> !past.owner(new Key(turn.address())).equals(keeper(turn.address())))
        .forEach(turn -> tell(keeper(turn.address()), turn.done(clock.nanoTime())));
    List.copyOf(wishes.values()).forEach(this::follow);
  }

  private void follow(Held held) {
    String keeper = keeper(held.address);
    if (!keeper.equals(held.keeper)) {
      held.keeper = keeper;
      tell(keeper, new Letter.Held(held.id, held.address, LEASE.toMillis()));
    }
  }

  private void follow(Wish wish) {
    String keeper = keeper(wish.address);
    if (!keeper.equals(wish.keeper)) {
      move(wish, keeper);
      wish.passedOn = false;
    }
  }

  private void move(Wish wish, String keeper) {
    withdraw(wish);
    wish.keeper = keeper;
    wish.unheard = 0;
    wish.id = nextId++;
    wishes.put(wish.id, wish);
    say(wish);
  }
}
