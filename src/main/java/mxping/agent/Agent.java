package mxping.agent;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import mxping.check.Configuration;
import mxping.check.IpText;
import mxping.config.WebConfig;
import mxping.courtesy.Lanes;
import mxping.history.CheckState;
import mxping.history.History;
import mxping.metrics.Export;
import mxping.metrics.Metrics;
import mxping.metrics.Metrics.BuildInfo;
import mxping.metrics.Metrics.Load;
import mxping.probe.Finding;
import mxping.probe.OpenDialogues;
import mxping.probe.Reason;
import mxping.run.CheckRun;
import mxping.run.Round;
import mxping.run.Surroundings;
import mxping.schedule.Firing;
import mxping.schedule.Timetable;
import mxping.self.SelfResponder;
import mxping.smtp.Deadline;
import mxping.web.CannotListenException;
import mxping.web.Lifecycle;
import mxping.web.Reloaded;
import mxping.web.Web;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running agent: rounds begin when they are due, what they find goes to history, metrics and log,
 * and is served. Thread-safe.
 */
public final class Agent implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Agent.class);

  /**
   * How long open dialogues may take to end by themselves, and then by QUIT, when the agent stops.
   */
  private static final Duration TO_END = Duration.ofSeconds(7);

  private static final Duration TO_HANG_UP = Duration.ofSeconds(1);

  private final OpenDialogues open = new OpenDialogues();
  private final StateLog log = new StateLog();
  private final Lanes lanes;
  private final SelfResponder self;
  private final History history;
  private final Metrics metrics;
  private final Timetable timetable;
  private final Optional<RequestedProbes> requested;
  private final Roster roster;
  private final Reloads reloads;
  private final Web web;
  private volatile boolean ready;
  private volatile boolean hungUp;

  /**
   * Starts an agent.
   *
   * @param serving where and how it serves HTTP
   * @param export which metrics there are to scrape
   * @throws CannotListenException where an address to listen on cannot be had
   * @throws IOException where this machine has no loopback socket to give
   */
  public static Agent start(Sources sources, Serving serving, Export export, BuildInfo build)
      throws CannotListenException, IOException {
    OldGeneration.keepSmall();
    Agent agent = new Agent(sources, serving, export, build);
    agent.watch(sources);
    return agent;
  }

  private Agent(Sources sources, Serving serving, Export export, BuildInfo build)
      throws CannotListenException, IOException {
    Configuration configuration = sources.checks().first().configuration();
    InstantSource clock = InstantSource.system();
    lanes = new Lanes(configuration.manners(), open);
    history = new History(clock, System::nanoTime);
    Load load = new Load(lanes::inFlight, lanes::waiting);
    metrics = new Metrics(history, build, load, export);
    timetable = new Timetable(this::fire, this::bug);
    self = SelfResponder.start();
    Surroundings surroundings = new Surroundings(MachineName.find(), self.address(), lanes, clock);
    requested =
        serving
            .onRequest()
            .map(guard -> new RequestedProbes(guard, this::configuration, surroundings));
    roster = new Roster(surroundings, timetable, history, metrics, log);
    reloads = new Reloads(sources.checks(), roster, lanes, metrics, clock);
    metrics.reloaded(true, clock.instant());
    web = web(sources, serving);
    timetable.start();
  }

  /** Nothing is left running where there is nowhere to listen. */
  private Web web(Sources sources, Serving serving) throws CannotListenException, IOException {
    Lifecycle lifecycle =
        new Lifecycle(() -> ready, reloads::configuration, serving.lifecycle(), reloads::reload);
    WebConfig config = sources.web().map(web -> web.first().config()).orElse(WebConfig.NONE);
    try {
      return Web.start(
          serving.listen(), config, history, new Scrape(metrics::write), requested, lifecycle);
    } catch (CannotListenException e) {
      reloads.close();
      timetable.close();
      self.close();
      throw e;
    }
  }

  private void watch(Sources sources) {
    int checks = roster.become(reloads.configuration().checks()).added().size();
    ready = true;
    reloads.watch(
        sources.web().map(source -> new DoorFiles(source, web).watch()).stream().toList());
    String where = web.addresses().stream().map(Agent::text).collect(Collectors.joining(", "));
    String what = checks == 1 ? "1 check" : checks + " checks";
    LOG.info("watching {}, listening on {}", what, where);
  }

  private static String text(InetSocketAddress address) {
    return address.getAddress().isAnyLocalAddress() ? ":" + address.getPort() : IpText.of(address);
  }

  /** Where it listens, each with its real port. */
  public List<InetSocketAddress> addresses() {
    return web.addresses();
  }

  private void fire(Firing firing) {
    roster.find(firing.check()).ifPresent(watched -> fire(watched, firing));
  }

  private void fire(Watched watched, Firing firing) {
    CheckRun run = watched.run();
    metrics.started(firing.lag());
    watched.unlessGone(() -> history.begins(firing.check(), firing.due()));
    if (firing.missed() > 0) {
      Round missed =
          Round.Skipped.unbegun(run.check(), firing.due(), Reason.MISSED, firing.missed());
      watched.unlessGone(() -> ended(missed));
    }
    Round round = run.fire(firing.due());
    watched.unlessGone(() -> ended(round));
  }

  /** A round that ends because we hung up says nothing about its hosts. */
  private void ended(Round round) {
    if (hungUp) {
      return;
    }
    history.record(round);
    switch (round) {
      case Round.Skipped skipped -> log.tell(skipped);
      case Round.Completed completed -> {
        metrics.observe(completed);
        Optional<CheckState> state = history.check(completed.check().name());
        Optional<Finding> told = state.flatMap(CheckState::deciding);
        log.tell(
            state.flatMap(CheckState::last).orElse(completed), told.orElse(completed.deciding()));
      }
    }
  }

  /** A bug of ours in a round: said with its stack, counted, and the check shows it. */
  private void bug(String check, Throwable bug) {
    LOG.error("{}: internal error", check, bug);
    metrics.internalError();
    roster.find(check).ifPresent(watched -> watched.unlessGone(() -> failed(watched.run())));
  }

  private void failed(CheckRun run) {
    history
        .check(run.check().name())
        .ifPresent(state -> ended(run.failed(state.due(), "internal error")));
  }

  private Configuration configuration() {
    return reloads.configuration();
  }

  /** Loads the checks anew, and waits for the end of it; what came of it is in the log too. */
  public Reloaded reload() {
    return reloads.reload();
  }

  private boolean requestedEnd(Duration patience) throws InterruptedException {
    return requested.isEmpty() || requested.get().awaitEnd(patience);
  }

  /**
   * Begins no more rounds, lets open dialogues end with QUIT, then stops serving; takes at most
   * some 10 s.
   */
  @Override
  public void close() throws IOException {
    ready = false;
    LOG.info("stopping, open dialogues may end");
    reloads.close();
    timetable.stop();
    lanes.close();
    try {
      Deadline end = Deadline.in(TO_END);
      if (!timetable.awaitRounds(TO_END) || !requestedEnd(end.left())) {
        hungUp = true;
        open.hangUp();
        timetable.awaitRounds(TO_HANG_UP);
        requestedEnd(TO_HANG_UP);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    timetable.close();
    web.close();
    self.close();
  }
}
