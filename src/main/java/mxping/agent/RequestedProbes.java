package mxping.agent;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import mxping.ask.Guard;
import mxping.ask.Module;
import mxping.ask.Permit;
import mxping.check.Check;
import mxping.check.Configuration;
import mxping.check.Target;
import mxping.config.Asked;
import mxping.metrics.RequestedMetrics;
import mxping.probe.Reason;
import mxping.run.HostResult;
import mxping.run.OnRequest;
import mxping.run.Round;
import mxping.run.Surroundings;
import mxping.smtp.Deadline;
import mxping.web.Probing;

/**
 * The probes that are asked for over HTTP, at most {@value #AT_ONCE} at once: guarded, and as
 * courteous as all others, in the same lanes. Nothing of them is remembered. Thread-safe.
 */
final class RequestedProbes implements Probing {
  private static final int AT_ONCE = 50;

  /** How many checks are named to who asks for one that is not there. */
  private static final int NAMES = 20;

  private static final Duration A_MOMENT = Duration.ofSeconds(1);

  /** By then an address has tokens again. */
  private static final Duration A_MINUTE = Duration.ofMinutes(1);

  private final Guard guard;
  private final Supplier<Configuration> configuration;
  private final Surroundings surroundings;
  private final Semaphore places = new Semaphore(AT_ONCE);

  /**
   * @param configuration the one that holds now
   */
  RequestedProbes(Guard guard, Supplier<Configuration> configuration, Surroundings surroundings) {
    this.guard = guard;
    this.configuration = configuration;
    this.surroundings = surroundings;
  }

  @Override
  public Answer probe(Question question) {
    if (!places.tryAcquire()) {
      return new Answer.Busy(AT_ONCE + " probes are being made on request, no more", A_MOMENT);
    }
    try {
      Configuration now = configuration.get();
      Optional<Module> module = Module.named(question.module(), now);
      return module.isPresent()
          ? probe(question, module.get(), now)
          : new Answer.Unclear("module is no check of checks.yaml; there are: " + names(now));
    } finally {
      places.release();
    }
  }

  private static String names(Configuration now) {
    String names =
        now.checks().stream().limit(NAMES).map(Check::name).collect(Collectors.joining(", "));
    int more = now.checks().size() - NAMES;
    return more > 0 ? names + " and " + more + " more" : names;
  }

  private Answer probe(Question question, Module module, Configuration now) {
    return switch (Asked.of(question.target())) {
      case Asked.Nothing nothing -> new Answer.Unclear("target " + nothing.why());
      case Asked.Mailbox to -> probe(question, module, now, to.domain(), Optional.of(to.address()));
      case Asked.Name name -> {
        Target target = module.target(name.name(), now.checks());
        yield probe(question, module, now, target, Optional.empty());
      }
      case Asked.Host host -> {
        int port = module.settings().port();
        yield host.port().orElse(port) == port
            ? probe(question, module, now, host.host(), Optional.empty())
            : new Answer.Refused("the port of module " + module.settings().name() + " is " + port);
      }
    };
  }

  private Answer probe(
      Question question, Module module, Configuration now, Target target, Optional<String> only) {
    if (!module.admits(target)) {
      return new Answer.Refused(
          "module " + module.settings().name() + " logs in, which it does at its own target only");
    }
    Duration limit = module.settings().timeout();
    Duration most = question.within().filter(time -> time.compareTo(limit) < 0).orElse(limit);
    Check check = module.of(target, only, most);
    return switch (guard.on(target, now.checks())) {
      case Guard.Ruling.Closed closed -> new Answer.Refused(closed.words());
      case Guard.Ruling.Open open -> probe(check, open.permit(), most);
    };
  }

  private Answer probe(Check check, Permit permit, Duration most) {
    long began = System.nanoTime();
    Round round = new OnRequest(check, surroundings, permit).by(Deadline.in(most));
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    Optional<String> turnedDown = permit.turnedDown();
    if (turnedDown.isPresent()) {
      return new Answer.Refused(turnedDown.get());
    }
    return switch (round) {
      case Round.Skipped skipped -> busy(skipped.hosts(), most);
      case Round.Completed completed ->
          decided(completed)
              ? new Answer.Found(
                  completed, new Scrape(new RequestedMetrics(completed, took)::write))
              : busy(completed.hosts(), most);
    };
  }

  /** Whether success or not is known, though some host may have had no turn, or no token. */
  private static boolean decided(Round.Completed round) {
    boolean success = round.hosts().stream().anyMatch(h -> asked(h) && h.outcome().success());
    return success || round.hosts().stream().allMatch(RequestedProbes::asked);
  }

  /** Whether a host was asked all there was to ask. */
  private static boolean asked(HostResult host) {
    return switch (host.visit()) {
      case HostResult.Unvisited unvisited -> false;
      case HostResult.Unreached unreached -> true;
      case HostResult.Probed session ->
          session.result().findings().stream()
              .noneMatch(finding -> finding.reason() == Reason.THROTTLED_LOCALLY);
    };
  }

  /** Nothing is known: a host is left alone for now, by courtesy, and for how long may be known. */
  private static Answer busy(List<HostResult> hosts, Duration most) {
    Duration again =
        hosts.stream()
            .filter(host -> !asked(host))
            .map(RequestedProbes::leftAlone)
            .max(Comparator.naturalOrder())
            .orElse(A_MOMENT);
    String left =
        hosts.stream()
            .filter(host -> !asked(host))
            .map(host -> host.key().text())
            .collect(Collectors.joining(", "));
    String seconds = String.format(Locale.ROOT, "%.1f s", most.toNanos() / 1e9);
    return new Answer.Busy("no turn within " + seconds + ", out of courtesy to " + left, again);
  }

  private static Duration leftAlone(HostResult host) {
    return host.visit() instanceof HostResult.Unvisited unvisited
        ? unvisited.announced()
        : A_MINUTE;
  }

  /**
   * Waits until none is being made, and lets none begin from then on; false where it takes longer.
   */
  boolean awaitEnd(Duration patience) throws InterruptedException {
    return places.tryAcquire(AT_ONCE, patience.toNanos(), TimeUnit.NANOSECONDS);
  }
}
