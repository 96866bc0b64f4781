package mxping.cluster;

import java.net.InetAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The turns at the addresses whose lanes this agent keeps: who has them, who waits for them, first
 * come, first served. It answers whoever asks, for members that see a change at different moments
 * disagree for a while, but gives turns only to members it knows; what nobody renews is dropped.
 * What a letter says is input: an address that is none is passed over, a number out of all bounds
 * is brought within them. Called by one thread at a time, as is the clock's; does not block.
 */
final class Ledger {
  /** After a change of members, for so long turns are not given but heard of. */
  static final Duration LISTENING = Duration.ofSeconds(1);

  private static final Duration SWEEP = Duration.ofSeconds(60);
  private static final long LEAST_LEASE_MILLIS = Duration.ofSeconds(1).toMillis();
  private static final long MOST_LEASE_MILLIS = Duration.ofMinutes(10).toMillis();
  private static final long MOST_CLOSED_MILLIS = Duration.ofHours(1).toMillis();
  private static final int MOST_RECIPIENTS = 10_000;

  private final Answers answers;
  private final Clockwork clock;
  private final Map<InetAddress, Entry> entries = new HashMap<>();
  private Set<String> members;
  private long listensUntil;
  private long nextSweep;

  /** A page, and when it is looked at again. */
  private static final class Entry {
    private final Page page;
    private boolean awaited;
    private long looks;

    Entry(long now) {
      page = new Page(now);
    }
  }

  /** Carries what is said to a member, this agent among them. */
  @FunctionalInterface
  interface Answers {
    /** Does not block. */
    void send(String member, Letter.OfTurns letter);
  }

  Ledger(String self, Answers answers, Clockwork clock) {
    this.members = Set.of(self);
    this.answers = answers;
    this.clock = clock;
    this.listensUntil = clock.nanoTime();
    this.nextSweep = clock.nanoTime();
  }

  void wish(String member, Letter.Wish wish) {
    at(wish.address(), (entry, now) -> wish(entry, member, wish, now));
  }

  private void wish(Entry entry, String member, Letter.Wish wish, long now) {
    if (entry.page.wish(member, wish.id(), lease(wish.leaseMillis()), now)) {
      answers.send(member, new Letter.Turn(wish.id(), entry.page.elsewhere(member, now)));
      return;
    }
    serve(entry);
    if (entry.page.waits(member)) {
      answers.send(member, new Letter.Queued(wish.id()));
    }
  }

  void held(String member, Letter.Held held) {
    Duration lease = lease(held.leaseMillis());
    at(held.address(), (entry, now) -> entry.page.hold(member, held.id(), lease, now));
  }

  void done(String member, Letter.Done done) {
    int asked = Math.clamp(done.asked(), 0, MOST_RECIPIENTS);
    Duration closed = Duration.ofMillis(Math.clamp(done.closedMillis(), 0, MOST_CLOSED_MILLIS));
    at(
        done.address(),
        (entry, now) -> {
          entry.page.done(member, done.id(), asked, closed, now);
          serve(entry);
        });
  }

  /**
   * Who is there now. Turns of those who are not are free; those who are say which turns they have
   * by other members' leave, and are listened to before any is given.
   */
  void members(Set<String> members) {
    this.members = Set.copyOf(members);
    if (members.size() > 1) {
      listensUntil = clock.nanoTime() + LISTENING.toNanos();
    }
    for (Entry entry : List.copyOf(entries.values())) {
      entry.page.keep(members);
      serve(entry);
    }
  }

  /** Addresses that are remembered. */
  int known() {
    return entries.size();
  }

  private static Duration lease(long millis) {
    return Duration.ofMillis(Math.clamp(millis, LEAST_LEASE_MILLIS, MOST_LEASE_MILLIS));
  }

  private void at(String address, BiConsumer<Entry, Long> told) {
    long now = clock.nanoTime();
    if (now - nextSweep >= 0) {
      entries.values().removeIf(entry -> entry.page.quiet(now));
      nextSweep = now + SWEEP.toNanos();
    }
    literal(address)
        .ifPresent(ip -> told.accept(entries.computeIfAbsent(ip, fresh -> new Entry(now)), now));
  }

  /** An address that is written as one; nothing is looked up. */
  private static Optional<InetAddress> literal(@Nullable String text) {
    try {
      return text == null ? Optional.empty() : Optional.of(InetAddress.ofLiteral(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Gives the turn to whom it is due, else sees to it that it is looked at again in time. */
  private void serve(Entry entry) {
    long now = clock.nanoTime();
    Optional<Page.Granted> due =
        now - listensUntil < 0 ? Optional.empty() : entry.page.grant(members, now);
    entry
        .page
        .next(members, now)
        .ifPresent(at -> look(entry, Math.max(at - now, listensUntil - now), now));
    due.ifPresent(
        turn -> {
          int elsewhere = entry.page.elsewhere(turn.member(), now);
          answers.send(turn.member(), new Letter.Turn(turn.id(), elsewhere));
        });
  }

  /** Looks again in so many nanoseconds, unless it is done earlier anyway. */
  private void look(Entry entry, long nanos, long now) {
    if (entry.awaited && entry.looks - now <= nanos) {
      return;
    }
    entry.awaited = true;
    entry.looks = now + nanos;
    clock.after(Duration.ofNanos(nanos), () -> looked(entry));
  }

  private void looked(Entry entry) {
    entry.awaited = false;
    serve(entry);
  }
}
