package mxping.courtesy;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongConsumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import mxping.check.IpText;
import mxping.probe.Asking;
import mxping.probe.Dialogue;
import mxping.probe.Finding;
import mxping.probe.Minutes;
import mxping.probe.OpenDialogues;
import mxping.probe.Phase;
import mxping.probe.ProbeResult;
import mxping.probe.Reason;
import mxping.probe.Verdict;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How one address is visited: one connection for all visits on equal terms, as far as it carries;
 * then the pause that the address is due. One connection at a time.
 *
 * <p>A connection that ends before its first MAIL is the result of every visit that waits for one
 * on these terms. A failure later is the result of the visit that met it; the rest go on waiting.
 */
final class Reception implements Lane.Host {
  private static final Logger LOG = LoggerFactory.getLogger(Reception.class);
  private static final int TRANSACTIONS = 10;

  private final InetAddress address;
  private final Supplier<Conduct> conduct;
  private final OpenDialogues open;
  private final Turns turns;
  private final Budget budget = new Budget(0);
  private final Backoff backoff = new Backoff(() -> ThreadLocalRandom.current().nextDouble());
  private volatile @Nullable Pause pause;

  /** One check's part in a connection. */
  private record Share(Visit visit, Minutes minutes) {}

  /**
   * What follows a connection.
   *
   * @param since when it ended, on the monotonic clock
   * @param away how long to stay away because the host had enough of us, perhaps not at all
   */
  private record Pause(long since, Duration away) {

    long endsBy(Conduct conduct) {
      return since + (conduct.atHome() ? Duration.ZERO : longer(conduct.gap(), away)).toNanos();
    }
  }

  /**
   * @param conduct asked at each visit, for it may change
   */
  Reception(InetAddress address, Supplier<Conduct> conduct, OpenDialogues open, Turns turns) {
    this.address = address;
    this.conduct = conduct;
    this.open = open;
    this.turns = turns;
  }

  @Override
  public boolean shared() {
    return turns.shared() && !conduct.get().atHome();
  }

  @Override
  public CompletableFuture<Turns.Turn> wish() {
    return turns.wish(address);
  }

  @Override
  public void serve(Visit first, Lane.Others waiting, Turns.Turn turn, LongConsumer opensAt) {
    long since = System.nanoTime();
    List<Visit> taken = new ArrayList<>(List.of(first));
    Lane.Others others =
        fitting -> {
          Optional<Visit> next = waiting.next(fitting);
          next.ifPresent(taken::add);
          return next;
        };
    try {
      List<Share> shares = new ArrayList<>();
      Dialogue dialogue = new Dialogue(first.terms(), open);
      Conduct now = conduct.get();
      budget.allow(Math.max(0, now.invalidRecipientsPerMinute() - turn.elsewhere()));
      converse(dialogue, first, others, now.atHome(), shares);
      List<ProbeResult> results =
          shares.stream().map(s -> s.visit().prober().result(dialogue, s.minutes())).toList();
      Duration away = now.atHome() ? Duration.ZERO : away(now.gap(), shares, results);
      turn.end(budget.takenSince(since), pauses(away, opensAt));
      for (int i = 0; i < results.size(); i++) {
        shares.get(i).visit().served(results.get(i));
      }
    } catch (Throwable bug) {
      turn.end(budget.takenSince(since), pauses(Duration.ZERO, opensAt));
      taken.forEach(visit -> visit.broken(bug));
    }
  }

  /** Begins the pause, and says how long it is. */
  private Duration pauses(Duration away, LongConsumer opensAt) {
    Pause now = new Pause(System.nanoTime(), away);
    pause = now;
    long ends = now.endsBy(conduct.get());
    opensAt.accept(ends);
    return Duration.ofNanos(ends - now.since());
  }

  @Override
  public OptionalLong opens() {
    Pause last = pause;
    return last == null ? OptionalLong.empty() : OptionalLong.of(last.endsBy(conduct.get()));
  }

  private void converse(
      Dialogue dialogue, Visit first, Lane.Others others, boolean atHome, List<Share> shares) {
    Predicate<Visit> onEqualTerms = onTermsOf(first);
    try {
      if (dialogue.open()) {
        askInTurn(dialogue, first, others, atHome, shares);
        return;
      }
      shares.add(new Share(first, first.prober().unasked()));
      for (Optional<Visit> next = others.next(onEqualTerms);
          next.isPresent();
          next = others.next(onEqualTerms)) {
        shares.add(new Share(next.get(), next.get().prober().unasked()));
      }
    } finally {
      dialogue.close();
    }
  }

  /**
   * One check after the other, as long as the host goes on and neither its limits nor the time are
   * used up. Those that ask for no transaction have their answer already.
   */
  private void askInTurn(
      Dialogue dialogue, Visit first, Lane.Others others, boolean atHome, List<Share> shares) {
    Predicate<Visit> onEqualTerms = onTermsOf(first);
    int most = Math.min(TRANSACTIONS, dialogue.mostTransactions());
    int done = 0;
    Optional<Visit> next = Optional.of(first);
    while (next.isPresent()) {
      shares.add(new Share(next.get(), ask(dialogue, next.get(), atHome)));
      done += next.get().prober().transactions();
      int left = dialogue.goesOn() && dialogue.hasTimeForMore() ? most - done : 0;
      next =
          others.next(
              onEqualTerms.and(other -> other.prober().transactions() <= Math.max(0, left)));
    }
  }

  private static Predicate<Visit> onTermsOf(Visit first) {
    return other -> other.terms().equals(first.terms());
  }

  private Minutes ask(Dialogue dialogue, Visit visit, boolean atHome) {
    if (atHome) {
      return visit.prober().ask(dialogue, Asking.FREELY);
    }
    try {
      Asking asking = new AskingWithTokens(budget, visit.key(), visit.every());
      return visit.prober().ask(dialogue, asking);
    } finally {
      budget.noAnswer(System.nanoTime());
    }
  }

  /**
   * How long to stay away because of what the host said; not at all where it has nothing against
   * us.
   */
  private Duration away(Duration gap, List<Share> shares, List<ProbeResult> results) {
    Optional<Finding> enough = finding(results, Reception::hadEnoughOfUs);
    if (enough.isPresent()) {
      return stayAway(enough.get(), gap, Backoff.MOST);
    }
    Optional<Finding> closing = finding(results, Reception::closesForAll);
    if (closing.isPresent()) {
      Duration every =
          shares.stream().map(s -> s.visit().every()).min(Comparator.naturalOrder()).orElse(gap);
      return stayAway(closing.get(), gap, every);
    }
    if (results.stream().anyMatch(Reception::good)) {
      backoff.forget();
    }
    return Duration.ZERO;
  }

  private static Optional<Finding> finding(List<ProbeResult> results, Predicate<Finding> which) {
    return results.stream().flatMap(Reception::found).filter(which).findFirst();
  }

  /** All that was found, refusals of the random recipient included. */
  private static Stream<Finding> found(ProbeResult result) {
    Stream<Finding> ofRecipients =
        result.recipients().stream()
            .flatMap(
                r -> r.reply().map(reply -> Finding.of(Phase.RCPT, r.reason(), reply)).stream());
    return Stream.concat(result.findings().stream(), ofRecipients);
  }

  private static boolean hadEnoughOfUs(Finding finding) {
    return finding.reason() == Reason.RATE_LIMITED || finding.reason() == Reason.BLOCKED;
  }

  private static boolean closesForAll(Finding finding) {
    return finding.reply().filter(reply -> reply.code() == 421).isPresent();
  }

  /** Whether the host is fine, and was asked something that it could have minded. */
  private static boolean good(ProbeResult result) {
    boolean asked =
        result.recipients().isEmpty()
            || result.recipients().stream().anyMatch(r -> r.verdict() != Verdict.UNASKED);
    return result.up() && asked;
  }

  private Duration stayAway(Finding finding, Duration gap, Duration cap) {
    Duration away = backoff.step(gap, cap);
    LOG.info(
        "{}: staying away for {} s after {}: {}",
        IpText.of(address),
        away.toMillis() / 1000.0,
        finding.reason().label(),
        finding.detail());
    return away;
  }

  private static Duration longer(Duration a, Duration b) {
    return a.compareTo(b) > 0 ? a : b;
  }
}
