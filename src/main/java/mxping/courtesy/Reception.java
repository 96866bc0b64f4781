package mxping.courtesy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import mxping.check.Manners;
import mxping.probe.Asking;
import mxping.probe.Dialogue;
import mxping.probe.Finding;
import mxping.probe.Minutes;
import mxping.probe.OpenDialogues;
import mxping.probe.ProbeResult;
import mxping.probe.Prober;
import mxping.probe.Reason;
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

  private final String address;
  private final Duration gap;
  private final Optional<Budget> budget;
  private final Optional<Backoff> backoff;
  private final Places places;
  private final OpenDialogues open;

  /** One check's part in a connection. */
  private record Share(Visit visit, Minutes minutes) {}

  private Reception(
      String address,
      Duration gap,
      Optional<Budget> budget,
      Optional<Backoff> backoff,
      Places places,
      OpenDialogues open) {
    this.address = address;
    this.gap = gap;
    this.budget = budget;
    this.backoff = backoff;
    this.places = places;
    this.open = open;
  }

  /** As a guest of somebody else's host. */
  static Reception asGuest(String address, Manners manners, Places places, OpenDialogues open) {
    return new Reception(
        address,
        manners.gap(),
        Optional.of(new Budget(manners.invalidRecipientsPerMinute())),
        Optional.of(new Backoff(manners.gap(), () -> ThreadLocalRandom.current().nextDouble())),
        places,
        open);
  }

  /** In our own network, where nothing but one connection at a time is owed. */
  static Reception atHome(String address, Places places, OpenDialogues open) {
    return new Reception(address, Duration.ZERO, Optional.empty(), Optional.empty(), places, open);
  }

  @Override
  public long serve(Visit first, Lane.Others others) {
    List<Share> shares = new ArrayList<>();
    Dialogue dialogue = new Dialogue(first.terms(), open);
    try {
      places.take(() -> converse(dialogue, first, others, shares));
      List<ProbeResult> results =
          shares.stream().map(s -> s.visit().prober().result(dialogue, s.minutes())).toList();
      long opens = System.nanoTime() + pause(shares, results).toNanos();
      for (int i = 0; i < results.size(); i++) {
        shares.get(i).visit().served(results.get(i));
      }
      return opens;
    } catch (Throwable bug) {
      first.broken(bug);
      shares.forEach(share -> share.visit().broken(bug));
      return System.nanoTime() + gap.toNanos();
    }
  }

  private void converse(Dialogue dialogue, Visit first, Lane.Others others, List<Share> shares) {
    Predicate<Visit> onEqualTerms = other -> other.terms().equals(first.terms());
    try {
      if (dialogue.open()) {
        askInTurn(dialogue, first, others, onEqualTerms, shares);
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
   * used up.
   */
  private void askInTurn(
      Dialogue dialogue,
      Visit first,
      Lane.Others others,
      Predicate<Visit> onEqualTerms,
      List<Share> shares) {
    int most = Math.min(TRANSACTIONS, dialogue.mostTransactions());
    int done = 0;
    Optional<Visit> next = Optional.of(first);
    while (next.isPresent()) {
      Prober prober = next.get().prober();
      shares.add(new Share(next.get(), prober.ask(dialogue, asking(next.get()))));
      done += prober.transactions();
      int left = most - done;
      next =
          dialogue.goesOn() && dialogue.hasTimeForMore()
              ? others.next(onEqualTerms.and(other -> other.prober().transactions() <= left))
              : Optional.empty();
    }
  }

  private Asking asking(Visit visit) {
    return budget
        .map(tokens -> (Asking) new AskingWithTokens(tokens, visit.key(), visit.every()))
        .orElse(Asking.FREELY);
  }

  /** How long the address is left alone after this connection. */
  private Duration pause(List<Share> shares, List<ProbeResult> results) {
    if (backoff.isEmpty()) {
      return gap;
    }
    Optional<Finding> enough = finding(results, Reception::hadEnoughOfUs);
    if (enough.isPresent()) {
      return longer(gap, stayAway(enough.get(), Backoff.MOST));
    }
    Optional<Finding> closing = finding(results, Reception::closesForAll);
    if (closing.isPresent()) {
      Duration every =
          shares.stream().map(s -> s.visit().every()).min(Comparator.naturalOrder()).orElse(gap);
      return longer(gap, stayAway(closing.get(), every));
    }
    if (results.stream().anyMatch(ProbeResult::up)) {
      backoff.get().forget();
    }
    return gap;
  }

  private static Optional<Finding> finding(List<ProbeResult> results, Predicate<Finding> which) {
    return results.stream().flatMap(result -> result.findings().stream()).filter(which).findFirst();
  }

  private static boolean hadEnoughOfUs(Finding finding) {
    return finding.reason() == Reason.RATE_LIMITED || finding.reason() == Reason.BLOCKED;
  }

  private static boolean closesForAll(Finding finding) {
    return finding.reason() == Reason.SERVICE_UNAVAILABLE
        && finding.reply().filter(reply -> reply.code() == 421).isPresent();
  }

  private Duration stayAway(Finding finding, Duration cap) {
    Duration away = backoff.orElseThrow().step(cap);
    LOG.info(
        "{}: staying away for {} s after {}: {}",
        address,
        away.toMillis() / 1000.0,
        finding.reason().label(),
        finding.detail());
    return away;
  }

  private static Duration longer(Duration a, Duration b) {
    return a.compareTo(b) > 0 ? a : b;
  }
}
